package guichet.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.words.Amount;
import guichet.desk.words.Reason;
import guichet.console.fakes.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final ManualClock clock = new ManualClock();
    private final Words english = new Words(Locale.ENGLISH, ZoneId.of("Europe/Madrid"), clock);
    private final Words spanish = new Words(Locale.of("es"), ZoneId.of("Europe/Madrid"), clock);

    @Test
    void moneyIsWrittenFromMinorUnitsInTheCurrencysOwnDigits() {
        assertThat(english.text(new Amount(125_000, "EUR"))).isEqualTo("1,250.00\u00a0EUR");
        assertThat(spanish.text(new Amount(1_250_000, "EUR"))).isEqualTo("12.500,00\u00a0EUR");
        assertThat(english.text(new Amount(1_250, "JPY"))).isEqualTo("1,250\u00a0JPY");
        assertThat(english.text(new Amount(1_250, "KWD"))).isEqualTo("1.250\u00a0KWD");
        assertThat(english.text(new Amount(-5, "EUR"))).isEqualTo("-0.05\u00a0EUR");
        assertThat(english.text(new Amount(Long.MAX_VALUE, "EUR"))).isEqualTo("92,233,720,368,547,758.07\u00a0EUR");
    }

    @Test
    void typedMoneyIsReadExactlyAsItIsWritten() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        MoneyFormat money = new MoneyFormat(Locale.ENGLISH);
        for (int i = 0; i < 2_000; i++) {
            Amount amount = new Amount(random.nextLong(0, 99_999_999_999L), random.nextBoolean() ? "EUR" : "JPY");
            String typed = money.number(amount).replace(",", "");
            assertThat(money.parse(typed, amount.currency())).as("seed %d", seed).contains(amount);
            assertThat(money.parse(typed.replace('.', ','), amount.currency())).as("seed %d", seed).contains(amount);
        }
    }

    @Test
    void whatIsNoAmountIsNotTakenForOne() {
        MoneyFormat money = new MoneyFormat(Locale.ENGLISH);
        assertThat(money.parse("", "EUR")).isEmpty();
        assertThat(money.parse("1.234", "EUR")).isEmpty();
        assertThat(money.parse("1.5", "JPY")).isEmpty();
        assertThat(money.parse("-5", "EUR")).isEmpty();
        assertThat(money.parse("1e3", "EUR")).isEmpty();
        assertThat(money.parse("9999999999999", "EUR")).isEmpty();
    }

    @Test
    void timesAreInTheLocationsZone() {
        Instant at = clock.instant().minus(Duration.ofMinutes(3));
        assertThat(english.time(at)).isEqualTo("03:00");
        assertThat(english.ago(at)).isEqualTo("3 min ago");
        assertThat(spanish.ago(at)).isEqualTo("hace 3 min");
        assertThat(english.time(clock.instant().minus(Duration.ofHours(5)))).contains("Nov 20");
        assertThat(english.exactTime(at)).contains("CET");
    }

    @Test
    void reasonsAreSentencesAndUnknownOnesShowTheirCode() {
        assertThat(english.text(Reason.of("CARD_BLOCKED"))).isEqualTo("The card is blocked.");
        assertThat(english.text(Reason.of("REJECTED", Reason.of("CARD_BLOCKED")))).endsWith("The card is blocked.");
        assertThat(english.text(Reason.of("SOMETHING_NEW"))).contains("SOMETHING_NEW");
        assertThat(english.text("signin.wrong", 1)).isEqualTo("Wrong name or PIN. 1 try left.");
        assertThat(english.text("signin.wrong", 2)).isEqualTo("Wrong name or PIN. 2 tries left.");
        assertThat(spanish.text("signin.wrong", 0)).contains("último intento");
    }
}
