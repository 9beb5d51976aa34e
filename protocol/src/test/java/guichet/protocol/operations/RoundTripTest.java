package guichet.protocol.operations;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cards.CardSerial;
import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import guichet.domain.identity.ProofId;
import guichet.domain.members.Alias;
import guichet.domain.money.Money;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.RegisterMember;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.ResolveCase;
import guichet.domain.operations.Times;
import guichet.domain.operations.Withdraw;
import guichet.protocol.chain.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a desk can make is read back as it was, and written again as the same bytes. */
class RoundTripTest {
    private static final List<String> TEXTS = List.of("a", "\"quoted\"", "back\\slash", "new\nline", "محمد", "🎰", "\u0000\u001f",
            "a:b");

    @Test
    void everyOperationIsReadAsItWasWritten() throws UnknownVersion {
        for (long seed = 0; seed < 2_000; seed++) {
            Operation operation = operation(new Random(seed));
            Bytes bytes = OperationCodec.encode(operation);
            Operation read = OperationCodec.decode(bytes);
            assertThat(read).as("seed " + seed).isEqualTo(operation);
            assertThat(OperationCodec.encode(read)).as("seed " + seed).isEqualTo(bytes);
        }
    }

    private static Operation operation(Random random) {
        Header header = header(random);
        CardSerial card = CardSerial.parse("04" + Long.toHexString(random.nextLong()));
        MemberId member = new MemberId(uuid(random));
        Money amount = Money.of(random.nextLong(), random.nextBoolean() ? "EGP" : "KWD");
        return switch (random.nextInt(7)) {
            case 0 -> new RegisterMember(header, member, text(random),
                    Stream.generate(() -> new Alias.Name(Alias.MOBILE, "x" + text(random)))
                            .limit(random.nextInt(3)).toList());
            case 1 -> new AssignCard(header, card, member, new ProofId(uuid(random)));
            case 2 -> new BlockCard(header, card, any(random, BlockCard.Reason.values()));
            case 3 -> new ReloadCard(header, card, member, amount);
            case 4 -> new ChargeCard(header, card, member, amount);
            case 5 -> new Withdraw(header, new OperationId(uuid(random)), any(random, Withdraw.Reason.values()));
            default -> new ResolveCase(header, text(random), any(random, Case.Resolution.values()), text(random));
        };
    }

    private static Header header(Random random) {
        Times times = new Times(instant(random), uuid(random), random.nextLong(), random.nextBoolean() ? instant(random) : null);
        return new Header(new OperationId(uuid(random)), new DeskId(uuid(random)), new OperatorId(uuid(random)), times,
                ids(random),
                ids(random), random.nextBoolean() ? new AllowanceId(uuid(random)) : null);
    }

    private static List<OperationId> ids(Random random) {
        return Stream.generate(() -> new OperationId(uuid(random))).limit(random.nextInt(3)).toList();
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextLong(-100_000_000_000L, 400_000_000_000L), random.nextInt(1_000_000_000));
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static String text(Random random) {
        return any(random, TEXTS.toArray(String[]::new));
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
