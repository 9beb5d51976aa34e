package guichet.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class GamingDayTest {
    /** Clocks put forward at midnight, at two, by half an hour, by none, and a date left out altogether. */
    private static final List<String> ZONES = List.of("Africa/Cairo", "Europe/Berlin", "America/Sao_Paulo",
            "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "Pacific/Kwajalein", "UTC");

    @Test
    void everyInstantLiesInExactlyOneDay() {
        qt().withExamples(5_000).forAll(longs().between(0, 4_000_000_000L), integers().between(0, ZONES.size() - 1),
                integers().between(0, 23))
                .checkAssert((second, zone, hour) -> oneDay(Instant.ofEpochSecond(second), ZONES.get(zone), hour));
    }

    @Test
    void everyHourAroundAChangeOfClocksLiesInExactlyOneDay() {
        for (String text : List.of("2011-12-28T00:00:00Z", "1993-08-19T00:00:00Z", "2026-04-23T00:00:00Z", "2026-10-28T00:00:00Z",
                "2018-11-03T00:00:00Z")) {
            for (int quarter = 0; quarter < 4 * 96; quarter++) {
                Instant at = Instant.parse(text).plusSeconds(900L * quarter);
                for (String zone : ZONES) {
                    for (int hour = 0; hour < 24; hour += 3) {
                        oneDay(at, zone, hour);
                    }
                }
            }
        }
    }

    @Test
    void aDayIsNamedForTheDateOnWhichItBegins() {
        ZoneId cairo = ZoneId.of("Africa/Cairo");
        assertThat(GamingDay.containing(Instant.parse("2026-03-10T03:59:59.999999Z"), cairo, 6).date())
                .isEqualTo(LocalDate.parse("2026-03-09"));
        assertThat(GamingDay.containing(Instant.parse("2026-03-10T04:00:00Z"), cairo, 6).date())
                .isEqualTo(LocalDate.parse("2026-03-10"));
    }

    @Test
    void thereIsNoHourBeyondTheDay() {
        for (int hour : new int[]{-1, 24}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new GamingDay(LocalDate.EPOCH, ZoneId.of("UTC"), hour));
        }
    }

    private static void oneDay(Instant at, String zone, int hour) {
        GamingDay day = GamingDay.containing(at, ZoneId.of(zone), hour);
        assertThat(day.contains(at)).as("%s in %s from %s", at, zone, hour).isTrue();
        assertThat(day.next().start()).isEqualTo(day.end());
        assertThat(day.next().contains(at)).isFalse();
        assertThat(new GamingDay(day.date().minusDays(1), day.zone(), hour).contains(at)).isFalse();
    }
}
