package guichet.nfc.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardUidTest {

    @ParameterizedTest
    @ValueSource(strings = {"04A1B2C3D4E5F6", "04a1b2c3d4e5f6", "04:A1:b2:C3:D4:E5:F6", "04 a1-B2.c3 d4 e5 f6\n"})
    void everySpellingIsTheSameUid(String spelling) {
        assertThat(CardUid.parse(spelling)).isEqualTo(new CardUid("04A1B2C3D4E5F6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "04A1B2", "04A1B2C3D", "04A1B2C3D4", "04A1B2C3D4E5", "04A1B2C3D4E5F6778", "zzzzzzzz",
            "04A1B2C3D4E5F607080910"})
    void whatIsNoUidIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CardUid.parse(text));
    }

    @Test
    void lowerCaseIsNotTheOneSpelling() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CardUid("04a1b2c3"));
    }

    @Test
    void anyBytesComeBackFromAnySpelling() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[List.of(4, 7, 8, 10).get(random.nextInt(4))];
            random.nextBytes(bytes);
            CardUid uid = CardUid.of(bytes);
            String separator = List.of("", ":", " ", "-", ".").get(random.nextInt(5));
            String spelled = HexFormat.ofDelimiter(separator).formatHex(bytes);
            assertThat(CardUid.parse(spelled)).as("seed %d, round %d", seed, i).isEqualTo(uid);
            assertThat(uid.bytes()).isEqualTo(bytes);
            assertThat(uid.reversed().reversed()).isEqualTo(uid);
        }
    }

    @Test
    void onlyFourBytesThatBeginWith08AreRandom() {
        assertThat(CardUid.parse("08112233").isRandom()).isTrue();
        assertThat(CardUid.parse("04112233").isRandom()).isFalse();
        assertThat(CardUid.parse("08112233445566").isRandom()).isFalse();
    }

    @Test
    void reversedTurnsBytesNotDigits() {
        assertThat(CardUid.parse("04A1B2C3").reversed()).isEqualTo(CardUid.parse("C3B2A104"));
    }
}
