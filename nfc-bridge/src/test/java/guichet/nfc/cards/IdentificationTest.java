package guichet.nfc.cards;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.nfc.pcsc.Atr;
import guichet.nfc.virtual.VirtualCard;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdentificationTest {
    private static final CardUid UID = CardUid.parse("04A1B2C3D4E5F6");

    @ParameterizedTest
    @CsvSource({"3B8F8001804F0CA000000306030001000000006A, MIFARE_CLASSIC_1K",
            "3B8F8001804F0CA0000003060300020000000069, MIFARE_CLASSIC_4K",
            "3B8F8001804F0CA0000003060300030000000068, ULTRALIGHT",
            "3B8F8001804F0CA000000306030026000000004D, MIFARE_MINI",
            "3B8F8001804F0CA00000030603003D0000000056, ULTRALIGHT_EV1",
            "3B8F8001804F0CA00000030611003B0000000042, FELICA", "3B8F8001804F0CA0000003060B00140000000077, ICODE",
            "3B8F8001804F0CA000000306030099000000000F, UNKNOWN", "3B8180018080, DESFIRE", "3B80800101, ISO_DEP",
            "3B888001000000000000000009, ISO_DEP", "3B6500002063CB6800, UNKNOWN", "'', UNKNOWN"})
    void answerToResetTellsTheFamily(String atr, Technology technology) {
        assertThat(Identification.byAtr(new Atr(atr))).isEqualTo(technology);
    }

    @ParameterizedTest
    @CsvSource({"0004040201000F03, NTAG213", "0004040201001103, NTAG215", "0004040201001303, NTAG216",
            "0004040101000B03, NTAG", "0004040502011303, NTAG", "0004030101000B03, ULTRALIGHT_EV1",
            "0004030201000E03, ULTRALIGHT_EV1", "0099990101000B03, ULTRALIGHT"})
    void versionTellsTheModel(String version, Technology technology) {
        assertThat(Identification.byVersion(version, Technology.ULTRALIGHT)).isEqualTo(technology);
    }

    @ParameterizedTest
    @EnumSource(names = {"MIFARE_CLASSIC_1K", "NTAG213", "NTAG215", "NTAG216", "DESFIRE_EV1", "DESFIRE_EV2",
            "DESFIRE_EV3"})
    void virtualCardsAreWhatTheySayWhicheverWayTheyAreAsked(Technology technology) throws Exception {
        for (boolean pn532 : List.of(true, false)) {
            VirtualCard card = VirtualCard.of(technology, UID);
            CardLink link = command -> new ResponseAPDU(card.answer(command.getBytes()));
            assertThat(Identification.ask(card.atr(), pn532, link)).isEqualTo(technology);
            assertThat(CardReading.uid(link)).contains(UID);
        }
    }

    @Test
    void ntag424IsNotTakenForADesfire() throws Exception {
        List<String> answers = new ArrayList<>(
                List.of("0404023000110591AF", "0404020102110591AF", "04958CAA5C5E80BA345678902024" + "9100"));
        CardLink link = command -> new ResponseAPDU(HexFormat.of().parseHex(answers.removeFirst()));
        assertThat(Identification.ask(new Atr("3B8180018080"), false, link)).isEqualTo(Technology.NTAG424);
        assertThat(answers).as("all frames were fetched").isEmpty();
    }

    @Test
    void aRefusedQuestionLeavesTheFamily() throws Exception {
        CardLink refuses = command -> new ResponseAPDU(new byte[]{0x6A, (byte) 0x81});
        Atr ultralight = new Atr("3B8F8001804F0CA0000003060300030000000068");
        assertThat(Identification.ask(ultralight, true, refuses)).isEqualTo(Technology.ULTRALIGHT);
        assertThat(Identification.ask(new Atr("3B8180018080"), true, refuses)).isEqualTo(Technology.ISO_DEP);
        assertThat(CardReading.uid(refuses)).isEmpty();
    }

    @Test
    void readerThatWantsTheExactLengthGetsIt() throws Exception {
        List<CommandAPDU> asked = new ArrayList<>();
        CardLink strict = command -> {
            asked.add(command);
            return new ResponseAPDU(
                    HexFormat.of().parseHex(command.getNe() == 4 ? "04A1B2C39000" : "6C04"));
        };
        assertThat(CardReading.uid(strict)).contains(CardUid.parse("04A1B2C3"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void anAnswerOfOddLengthIsNoUid() throws Exception {
        assertThat(CardReading.uid(c -> new ResponseAPDU(HexFormat.of().parseHex("0102039000")))).isEmpty();
    }
}
