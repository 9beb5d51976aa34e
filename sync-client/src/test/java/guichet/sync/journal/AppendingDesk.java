package guichet.sync.journal;

import guichet.domain.cards.CardSerial;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.Uuid7;
import guichet.domain.money.Money;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Header;
import guichet.domain.operations.Told;
import guichet.protocol.chain.Chain;
import guichet.sync.store.Store;
import guichet.sync.store.StoreKeyFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** A desk in a process of its own: appends, and says so on its standard output once the entry is acknowledged. */
final class AppendingDesk {
    static final Chain CHAIN = new Chain(new DeskId(new UUID(0x7000, 1L << 63)), new UUID(0x7000, 1L << 63 | 1));

    private AppendingDesk() {
    }

    /** Arguments: the store's file, and how many operations to append. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        int operations = Integer.parseInt(arguments[1]);
        Uuid7 ids = new Uuid7(InstantSource.system(), new SecureRandom());
        DeskClock clock = new DeskClock(InstantSource.system(), System::nanoTime, ids.next());
        try (Store store = Store.open(file, StoreKeyFile.beside(file))) {
            Journal journal = new Journal(store, CHAIN);
            for (int i = 0; i < operations; i++) {
                Header header = Header.of(new OperationId(ids.next()), CHAIN.desk(), new OperatorId(ids.next()), clock.times());
                ChargeCard charge = new ChargeCard(header, new CardSerial("04A1B2C3"), new MemberId(ids.next()),
                        new Money(100 + i, Currency.getInstance("EGP")));
                Told told = new Told(new OperationId(ids.next()), CHAIN.desk(), charge.id(), Told.What.DONE, null, List.of(),
                        clock.times());
                journal.appendAndTell(charge, List.of(), List.of(), null, told);
                System.out.println("done " + charge.id());
                System.out.flush();
            }
        }
    }
}
