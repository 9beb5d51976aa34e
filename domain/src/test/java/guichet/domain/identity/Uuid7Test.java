package guichet.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class Uuid7Test {
    private static final long LAST = (1L << 47) - 1;

    @Test
    void itIsAVersion7UuidOfItsMillisecond() {
        qt().forAll(longs().between(0, LAST), longs().all()).checkAssert((millis, seed) -> {
            UUID id = at(millis, seed);
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
        });
    }

    @Test
    void laterOnesSortAfterEarlierOnesAsText() {
        qt().forAll(longs().between(0, LAST - 1), longs().between(1, 1_000_000), longs().all())
                .checkAssert((millis, later, seed) -> assertThat(at(millis, seed).toString())
                        .isLessThan(at(Math.min(LAST, millis + later), ~seed).toString()));
    }

    @Test
    void onlyTheCanonicalTextIsRead() {
        UUID id = at(1, 2);
        assertThat(OperationId.parse(id.toString())).isEqualTo(new OperationId(id));
        for (String text : List.of("", "1-1-1-1-1", "0" + id, id + "0", id.toString().replace("-", ""))) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> OperationId.parse(text));
        }
    }

    private static UUID at(long millis, long seed) {
        return new Uuid7(InstantSource.fixed(Instant.ofEpochMilli(millis)), new SplittableRandom(seed)).next();
    }
}
