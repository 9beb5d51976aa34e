package guichet.domain.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.List;
import org.junit.jupiter.api.Test;

class MobileNumberTest {
    @Test
    void everySpellingOfOnePersonIsOneNumber() {
        for (String typed : List.of("01000000101", "+201000000101", "+2001000000101", "201000000101", "1000000101",
                "%2B201000000101", "%2b201000000101", "2001000000101", " +20 100-000 (0101) ")) {
            assertThat(MobileNumber.parse(typed).value()).as(typed).isEqualTo("+201000000101");
        }
    }

    @Test
    void foreignNumbersPassUnchanged() {
        for (String typed : List.of("+4915112345678", "00491511234567", "+15551234567", "5551234")) {
            assertThat(MobileNumber.parse(typed).value()).isEqualTo(typed);
        }
    }

    @Test
    void normalisingTwiceChangesNothing() {
        qt().withExamples(5_000).forAll(longs().between(0, 999_999_999_999_999L), booleans().all(), longs().between(0, 4))
                .checkAssert((number, plus, country) -> {
                    String digits = (country == 0 ? "20" : country == 1 ? "0" : country == 2 ? "2001" : "") + number;
                    if (digits.length() < 7 || digits.length() > 15) {
                        return;
                    }
                    MobileNumber once = MobileNumber.parse((plus ? "+" : "") + digits);
                    assertThat(MobileNumber.parse(once.value())).isEqualTo(once);
                });
    }

    @Test
    void whatCannotBeANumberIsRefused() {
        for (String typed : List.of("", "abc", "12345", "1234567890123456", "+", "+20+1000000101", "10000001x1", "%2B")) {
            assertThatIllegalArgumentException().as(typed).isThrownBy(() -> MobileNumber.parse(typed));
        }
    }

    @Test
    void aMaskShowsTheLastThreeDigits() {
        assertThat(MobileNumber.parse("01000000101").masked()).isEqualTo("••••••••••101");
    }
}
