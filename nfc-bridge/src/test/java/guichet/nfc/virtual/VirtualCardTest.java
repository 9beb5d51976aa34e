package guichet.nfc.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Commands and answers in hex, as in the data sheets and captures they come from. */
class VirtualCardTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final CardUid UID = CardUid.parse("04A1B2C3D4E5F6");

    private final VirtualCard classic = VirtualCard.of(Technology.MIFARE_CLASSIC_1K, CardUid.parse("11223344"));
    private final VirtualCard ntag = VirtualCard.of(Technology.NTAG213, UID);
    private final VirtualCard desfire = VirtualCard.of(Technology.DESFIRE_EV2, UID);

    private static String ask(VirtualCard card, String command) {
        return HEX.formatHex(card.answer(HEX.parseHex(command)));
    }

    @Test
    void answersToResetAreThoseOfPcscPart3() {
        assertThat(classic.atr().hex()).isEqualTo("3B8F8001804F0CA000000306030001000000006A");
        assertThat(ntag.atr().hex()).isEqualTo("3B8F8001804F0CA0000003060300030000000068");
        assertThat(desfire.atr().hex()).isEqualTo("3B8180018080");
    }

    @Test
    void uidIsGivenInTheLengthAskedFor() {
        assertThat(ask(ntag, "FFCA000000")).isEqualTo("04A1B2C3D4E5F69000");
        assertThat(ask(classic, "FFCA000000")).isEqualTo("112233449000");
        assertThat(ask(ntag, "FFCA000004")).isEqualTo("6C07");
        assertThat(ask(desfire, "FFCA010000")).isEqualTo("809000");
        assertThat(ask(ntag, "FFCA010000")).isEqualTo("6A81");
    }

    @Test
    void classicOpensASectorWithItsKeyOnly() {
        assertThat(ask(classic, "FFB0000410")).isEqualTo("6982");
        assertThat(ask(classic, "FF82000006FFFFFFFFFFFF")).isEqualTo("9000");
        assertThat(ask(classic, "FF860000050100046000")).isEqualTo("9000");
        assertThat(ask(classic, "FFD6000410000102030405060708090A0B0C0D0E0F")).isEqualTo("9000");
        assertThat(ask(classic, "FFB0000410")).isEqualTo("000102030405060708090A0B0C0D0E0F9000");
        assertThat(ask(classic, "FFB0000710")).isEqualTo("000000000000FF078069FFFFFFFFFFFF9000");
        assertThat(ask(classic, "FFB0000810")).as("the next sector").isEqualTo("6982");
        classic.powerOff();
        assertThat(ask(classic, "FFB0000410")).as("after power off").isEqualTo("6982");
        assertThat(ask(classic, "FF82000106A0A1A2A3A4A5")).isEqualTo("9000");
        assertThat(ask(classic, "FF860000050100046001")).as("wrong key").isEqualTo("6300");
        assertThat(ask(classic, "FF8800046000")).as("the older command").isEqualTo("9000");
    }

    @Test
    void classicKeysCanBeChanged() {
        ask(classic, "FF82000006FFFFFFFFFFFF");
        ask(classic, "FF860000050100076000");
        assertThat(ask(classic, "FFD6000710A0A1A2A3A4A5FF078069FFFFFFFFFFFF")).isEqualTo("9000");
        assertThat(ask(classic, "FF860000050100076000")).isEqualTo("6300");
        ask(classic, "FF82000106A0A1A2A3A4A5");
        assertThat(ask(classic, "FF860000050100076001")).isEqualTo("9000");
    }

    @Test
    void theMakersBlockIsFixed() {
        ask(classic, "FF82000006FFFFFFFFFFFF");
        ask(classic, "FF860000050100006000");
        assertThat(ask(classic, "FFD60000100102030405060708090A0B0C0D0E0F00")).isEqualTo("6986");
        assertThat(ask(classic, "FFB0000010")).startsWith("1122334444");
    }

    @Test
    void ntagTellsItsVersionThroughThePn532() {
        assertThat(ask(ntag, "FF00000003D44260")).isEqualTo("D543000004040201000F039000");
    }

    @Test
    void ntagPagesHoldUidCheckBytesAndContainer() {
        assertThat(ask(ntag, "FFB0000010")).isEqualTo("04A1B29F" + "C3D4E5F6" + "04480000" + "E1101200" + "9000");
        assertThat(ask(ntag, "FFD6000504DEADBEEF")).isEqualTo("9000");
        assertThat(ask(ntag, "FFB0000504")).isEqualTo("DEADBEEF9000");
        assertThat(ask(ntag, "FFD600000401020304")).as("UID page").isEqualTo("6300");
        assertThat(ask(ntag, "FFD600280401020304")).as("behind user memory").isEqualTo("6300");
        assertThat(ask(ntag, "FFB0002D10")).as("behind the last page").isEqualTo("6A82");
        assertThat(ask(ntag, "FFB0002C10")).as("after the last page comes the first").startsWith("0000000004A1B29F");
    }

    @Test
    void ntagSleepsAfterACommandItDoesNotKnow() {
        assertThat(ask(ntag, "FF00000003D44299")).isEqualTo("D543019000");
        assertThat(ask(ntag, "FFB0000504")).isEqualTo("6300");
        ntag.powerOff();
        assertThat(ask(ntag, "FFB0000504")).isEqualTo("000000009000");
    }

    @Test
    void capabilityContainerOnlyGainsBits() {
        assertThat(ask(ntag, "FFD60003040000000F")).isEqualTo("9000");
        assertThat(ask(ntag, "FFB0000304")).isEqualTo("E110120F9000");
    }

    @Test
    void desfireTellsItsVersionInThreeFrames() {
        assertThat(ask(desfire, "9060000000")).isEqualTo("0401011200180591AF");
        assertThat(ask(desfire, "90AF000000")).isEqualTo("0401010201180591AF");
        assertThat(ask(desfire, "90AF000000")).startsWith("04A1B2C3D4E5F6").endsWith("9100");
        assertThat(ask(desfire, "90AF000000")).isEqualTo("911C");
        assertThat(ask(desfire, "905A00000300000000")).isEqualTo("9100");
        assertThat(ask(desfire, "905A00000301000000")).isEqualTo("91A0");
        assertThat(ask(desfire, "9051000000")).as("needs a key").isEqualTo("91AE");
        assertThat(ask(desfire, "00A4040000")).isEqualTo("6E00");
    }

    @Test
    void anyBytesGetAnAnswerWithAStatus() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (VirtualCard card : List.of(classic, ntag, desfire)) {
            for (int i = 0; i < 3000; i++) {
                byte[] command = new byte[random.nextInt(40)];
                random.nextBytes(command);
                if (command.length > 1 && random.nextBoolean()) {
                    command[0] = (byte) 0xFF;
                    command[1] = new byte[]{0, (byte) 0xB0, (byte) 0xD6, (byte) 0x86}[random.nextInt(4)];
                }
                assertThat(card.answer(command).length)
                        .as("seed %d, round %d, %s: %s", seed, i, card.technology(), HEX.formatHex(command))
                        .isGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void uidsThatATechnologyCannotHaveAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> VirtualCard.of(Technology.NTAG213, CardUid.parse("11223344")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualCard.of(Technology.DESFIRE_EV1, CardUid.parse("11223344")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualCard.of(Technology.FELICA, CardUid.parse("1122334455667788")));
    }
}
