package guichet.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final long FAR = 1L << 60;
    private static final List<String> CURRENCIES = List.of("EGP", "EUR", "JPY", "KWD");

    @Test
    void addingAndTakingAwayUndoEachOther() {
        qt().forAll(longs().between(-FAR, FAR), longs().between(-FAR, FAR)).checkAssert((a, b) -> {
            Money one = Money.of(a, "EGP");
            Money other = Money.of(b, "EGP");
            assertThat(one.plus(other).minus(other)).isEqualTo(one);
            assertThat(one.plus(other)).isEqualTo(other.plus(one));
            assertThat(one.minus(other)).isEqualTo(one.plus(other.negated()));
            assertThat(one.compareTo(other)).isEqualTo(-other.compareTo(one));
        });
    }

    @Test
    void whatIsWrittenIsReadAsTheSameAmountInEveryCurrency() {
        qt().forAll(longs().all()).checkAssert(minor -> CURRENCIES.forEach(code -> {
            Money money = Money.of(minor, code);
            assertThat(Money.parse(money.decimal(), money.currency())).isEqualTo(money);
        }));
    }

    @Test
    void overflowIsAnErrorAndNeverAnotherAmount() {
        Money most = Money.of(Long.MAX_VALUE, "EGP");
        Money least = Money.of(Long.MIN_VALUE, "EGP");
        assertThatThrownBy(() -> most.plus(Money.of(1, "EGP"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> least.minus(Money.of(1, "EGP"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(least::negated).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currenciesDoNotMix() {
        Money pound = Money.of(1, "EGP");
        Money euro = Money.of(1, "EUR");
        assertThatIllegalArgumentException().isThrownBy(() -> pound.plus(euro));
        assertThatIllegalArgumentException().isThrownBy(() -> pound.minus(euro));
        assertThatIllegalArgumentException().isThrownBy(() -> pound.compareTo(euro));
    }

    @Test
    void textThatIsNoAmountIsRefused() {
        Currency pound = Currency.getInstance("EGP");
        for (String text : List.of("", " ", "1.005", "1,5", "abc", "92233720368547758.08", "1e999999999")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Money.parse(text, pound));
        }
        assertThat(Money.parse(" 12.5 ", pound)).isEqualTo(Money.of(1_250, "EGP"));
        assertThat(Money.of(-1_205, "EGP").decimal()).isEqualTo("-12.05");
    }
}
