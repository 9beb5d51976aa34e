package guichet.protocol.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.domain.operations.Operation;
import guichet.protocol.chain.Bytes;
import guichet.protocol.json.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that were written once are read for ever, and written the same. */
class GoldenTest {
    private static final long SEED = 20_261_121L;

    static List<Sample<?>> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void goldenBytesAreReadAsTheValueAndWrittenTheSame(Sample<T> sample) throws UnknownVersion {
        Bytes golden = golden(sample.name());
        assertThat(sample.read(golden)).isEqualTo(sample.value());
        assertThat(sample.written().utf8()).isEqualTo(golden.utf8());
    }

    @Test
    void everyOperationHasAGoldenFile() {
        List<String> expected = new ArrayList<>();
        for (Class<?> type : Operation.class.getPermittedSubclasses()) {
            expected.add(type.getSimpleName() + "-v1");
        }
        assertThat(Samples.operations()).extracting(Sample::name).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void versionAndTypeComeFirst() {
        for (Sample<Operation> sample : Samples.operations()) {
            assertThat(sample.written().utf8())
                    .startsWith("{\"v\":1,\"type\":\"" + sample.value().getClass().getSimpleName() + "\",");
        }
    }

    @Test
    void whatANewerProgramWroteIsNotMalformed() {
        for (String text : List.of("{\"v\":2,\"type\":\"ReloadCard\"}", "{\"v\":1,\"type\":\"PayTicket\"}")) {
            assertThatThrownBy(() -> OperationCodec.decode(Bytes.utf8(text))).isInstanceOf(UnknownVersion.class);
            assertThatThrownBy(() -> ToldCodec.decode(Bytes.utf8(text))).isInstanceOf(UnknownVersion.class);
        }
    }

    @Test
    void aFieldThatStandsTwiceIsMalformed() {
        String once = golden("ReloadCard-v1").utf8();
        String twice = once.replace("\"amount\":2550", "\"amount\":2550,\"amount\":9999");
        assertThat(twice).isNotEqualTo(once);
        assertThatThrownBy(() -> OperationCodec.decode(Bytes.utf8(twice))).isInstanceOf(Malformed.class);
    }

    @Test
    void whatFollowsTheObjectIsMalformed() {
        Bytes trailing = Bytes.utf8(golden("ReloadCard-v1").utf8() + "{}");
        assertThatThrownBy(() -> OperationCodec.decode(trailing)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void damagedBytesAreMalformedOrAValue(Sample<T> sample) {
        Random random = new Random(SEED);
        byte[] golden = golden(sample.name()).array();
        for (int cut = 0; cut < golden.length; cut++) {
            readable(sample, java.util.Arrays.copyOf(golden, cut), "cut at " + cut);
        }
        for (int round = 0; round < 1_500; round++) {
            byte[] damaged = golden.clone();
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                int at = random.nextInt(damaged.length);
                damaged[at] = (byte) (random.nextBoolean() ? "{}[]\",:0-tn x".charAt(random.nextInt(13)) : random.nextInt(256));
            }
            readable(sample, damaged, "seed " + SEED + " round " + round);
        }
    }

    /** Each value replaced by one of every other kind: what bytes damaged at random seldom do. */
    @ParameterizedTest
    @MethodSource("samples")
    <T> void valuesOfAnotherKindAreMalformedOrAValue(Sample<T> sample) {
        String golden = golden(sample.name()).utf8();
        List<String> others = List.of("null", "true", "-1", "1.5", "1e400", "99999999999999999999", "\"\"", "\"x\"", "[]", "{}",
                "[null]",
                "[[]]", "[\"x\"]", "{\"x\":1}");
        java.util.regex.Matcher values = java.util.regex.Pattern
                .compile("(?<=:)(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9]+|true|false|null|\\[[^\\[\\]]*]|\\{[^{}]*})").matcher(golden);
        int found = 0;
        while (values.find()) {
            found++;
            for (String other : others) {
                String changed = golden.substring(0, values.start()) + other + golden.substring(values.end());
                readable(sample, Bytes.utf8(changed).array(), changed);
            }
        }
        assertThat(found).isPositive();
    }

    private static <T> void readable(Sample<T> sample, byte[] bytes, String how) {
        try {
            assertThat(sample.read(Bytes.of(bytes))).isNotNull();
        } catch (Malformed | UnknownVersion expected) {
            assertThat(expected).hasMessageNotContaining("mona@example.org");
        } catch (RuntimeException e) {
            throw new AssertionError(sample + ", " + how, e);
        }
    }

    private static Bytes golden(String name) {
        try (InputStream file = GoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            if (file == null) {
                throw new AssertionError("no golden file " + name);
            }
            return Bytes.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
