package guichet.nfc.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.pcsc.NativePcsc;
import guichet.nfc.virtual.StandInPcscd;
import guichet.nfc.virtual.VirtualCard;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The standard API as code that knows nothing of us uses it. */
class PcscProviderTest {
    private static final String READER = "ACS ACR122U PICC Interface 00 00";
    private static final CardUid UID = CardUid.parse("04A1B2C3D4E5F6");
    private static final CommandAPDU GET_UID = new CommandAPDU(0xFF, 0xCA, 0, 0, 256);

    private final StandInPcscd service = new StandInPcscd(Path.of("target/pcscd.comm"));
    private NativePcsc pcsc;
    private CardTerminals terminals;

    @BeforeEach
    void start() throws Exception {
        pcsc = NativePcsc.load();
        service.start();
        terminals = PcscProvider.terminals(pcsc).terminals();
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        assertThat(pcsc.openContexts()).as("contexts left open").isZero();
    }

    private void insert() {
        service.insert(READER, VirtualCard.of(Technology.DESFIRE_EV3, UID));
    }

    @Test
    void aCardIsConnectedAskedAndLetGo() throws Exception {
        service.addReader(READER);
        insert();
        CardTerminal terminal = terminals.list().getFirst();
        assertThat(terminal.getName()).isEqualTo(READER);
        assertThat(terminal.isCardPresent()).isTrue();
        Card card = terminal.connect("*");
        assertThat(CardUid.of(card.getBasicChannel().transmit(GET_UID).getData())).isEqualTo(UID);
        assertThat(card.getATR().getBytes()).isEqualTo(HexFormat.of().parseHex("3B8180018080"));
        assertThat(card.getProtocol()).isEqualTo("T=1");
        ByteBuffer answer = ByteBuffer.allocate(20);
        assertThat(card.getBasicChannel().transmit(ByteBuffer.wrap(GET_UID.getBytes()), answer)).isEqualTo(9);
        card.beginExclusive();
        card.endExclusive();
        card.disconnect(true);
        card.disconnect(true);
        assertThatThrownBy(() -> card.getBasicChannel().transmit(GET_UID)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itGoesOnAfterTheServiceWasRestarted() throws Exception {
        service.addReader(READER);
        insert();
        CardTerminal terminal = terminals.list().getFirst();
        service.kill();
        assertThatThrownBy(terminal::isCardPresent).isInstanceOf(CardException.class);
        service.start();
        Card card = terminal.connect("T=1");
        assertThat(CardUid.of(card.getBasicChannel().transmit(GET_UID).getData())).isEqualTo(UID);
        card.disconnect(false);
    }

    @Test
    void waitsEndWithTheCardAndWithTheTime() throws Exception {
        service.addReader(READER);
        CardTerminal terminal = terminals.list().getFirst();
        assertThat(terminal.waitForCardPresent(20)).isFalse();
        assertThat(terminal.waitForCardAbsent(20)).isTrue();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return terminal.waitForCardPresent(0);
            } catch (CardException e) {
                throw new IllegalStateException(e);
            }
        });
        // A wait does not hold up other calls, as it does in the JDK's provider.
        assertThat(terminal.isCardPresent()).isFalse();
        insert();
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void changesAreSeenFromNoReaderOn() throws Exception {
        assertThat(terminals.list()).isEmpty();
        assertThat(terminals.waitForChange(20)).isFalse();
        service.addReader(READER);
        assertThat(terminals.waitForChange(5_000)).isTrue();
        insert();
        assertThat(terminals.waitForChange(5_000)).isTrue();
        assertThat(terminals.list(CardTerminals.State.CARD_INSERTION)).hasSize(1);
        assertThat(terminals.list(CardTerminals.State.CARD_PRESENT)).hasSize(1);
        assertThat(terminals.list(CardTerminals.State.CARD_ABSENT)).isEmpty();
        service.removeCard(READER);
        assertThat(terminals.waitForChange(5_000)).isTrue();
        assertThat(terminals.list(CardTerminals.State.CARD_REMOVAL)).hasSize(1);
    }

    @Test
    void withoutACardItSaysSo() throws Exception {
        service.addReader(READER);
        CardTerminal terminal = terminals.getTerminal(READER);
        assertThatThrownBy(() -> terminal.connect("*")).isInstanceOf(CardNotPresentException.class);
        assertThatThrownBy(() -> terminal.connect("T=9")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exclusiveAccessKeepsOthersOut() throws Exception {
        service.addReader(READER);
        insert();
        CardTerminal terminal = terminals.getTerminal(READER);
        Card card = terminal.connect("exclusive;*");
        assertThatThrownBy(() -> terminal.connect("*")).isInstanceOf(CardException.class);
        card.disconnect(false);
        terminal.connect("*").disconnect(false);
    }

    @Test
    void theSystemsServiceIsOurBindingWhereItCanBeHad() throws Exception {
        SystemPcsc system = new SystemPcsc();
        system.warm();
        system.establish().close();
        assertThat(system.name()).contains("pcsclite");
        assertThat(system.openContexts()).isZero();
    }
}
