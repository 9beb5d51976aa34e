package guichet.domain.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final Column<String> NAME = Column.text("name");
    private static final Column<Instant> AT = Column.instant("at");

    @Test
    void nullIsNotMissing() {
        Columns row = Columns.none().with(NAME, null);
        assertThat(row.has(NAME)).isTrue();
        assertThat(row.has(AT)).isFalse();
        assertThat(row).isNotEqualTo(Columns.none());
        assertThatIllegalStateException().isThrownBy(() -> row.require(NAME));
    }

    @Test
    void anInstantHasNoMoreThanMicroseconds() {
        Columns row = Columns.none().with(AT, Instant.parse("2026-03-10T10:00:00.123456789Z"));
        assertThat(row.get(AT)).isEqualTo(Instant.parse("2026-03-10T10:00:00.123456Z"));
    }

    @Test
    void onlyValuesOfTheTypeGetIn() {
        assertThatIllegalArgumentException().isThrownBy(() -> Columns.none().withUntyped(AT, "yesterday"));
    }

    @Test
    void theUpperRowCovers() {
        Columns lower = Columns.none().with(NAME, "a").with(AT, Instant.EPOCH);
        assertThat(lower.overlaid(Columns.none().with(NAME, null)))
                .isEqualTo(Columns.none().with(NAME, null).with(AT, Instant.EPOCH));
        assertThat(lower.get(NAME)).isEqualTo("a");
    }
}
