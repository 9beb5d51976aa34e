package guichet.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.counter.Action;
import guichet.desk.deciding.Reasons;
import guichet.desk.words.Reason;
import guichet.domain.operations.Operation;
import guichet.domain.rules.Code;
import guichet.console.counter.AssignViewModel;
import guichet.desk.counter.CardState;
import guichet.desk.counter.OperationState;
import guichet.desk.counter.Outcome;
import guichet.desk.counter.Trust;
import guichet.desk.devices.DevicesState;
import guichet.console.looks.Look;
import guichet.desk.review.Resolution;
import guichet.desk.review.ReviewItem;
import guichet.console.shell.Place;
import guichet.desk.status.ReaderLight;
import guichet.console.keys.Shortcut;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundlesTest {
    private static final Path DIRECTORY = Path.of("src/main/resources/guichet/console/words");
    private static final Pattern KEY_IN_CODE = Pattern
            .compile("(?:words\\.text|Said\\.of|section|row)\\(\"([a-zA-Z]+(?:\\.[a-zA-Z]+)*)\"");

    private static Properties bundle(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(DIRECTORY.resolve(file), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    private static Set<String> placeholders(String pattern) {
        return Pattern.compile("\\{(\\d)").matcher(pattern).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void spanishSaysEverythingThatEnglishSays() throws IOException {
        Properties english = bundle("console.properties");
        Properties spanish = bundle("console_es.properties");

        assertThat(spanish.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        assertThat(english.stringPropertyNames()).allSatisfy(
                key -> assertThat(placeholders(spanish.getProperty(key))).as(key)
                        .isEqualTo(placeholders(english.getProperty(key))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.properties", "console_es.properties"})
    void everySentenceIsAValidPatternWithoutLoneApostrophes(String file) throws IOException {
        Properties sentences = bundle(file);
        assertThat(sentences.stringPropertyNames()).allSatisfy(key -> {
            String sentence = sentences.getProperty(key);
            assertThat(sentence).as(key).isNotBlank();
            assertThat(sentence.replace("''", "")).as(key).doesNotContain("'");
            assertThat(new MessageFormat(sentence, Locale.ENGLISH).format(new Object[]{2, 2, 2})).as(key).isNotBlank();
        });
    }

    @Test
    void everySentenceNamedInTheCodeExists() throws IOException {
        Properties english = bundle("console.properties");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                assertThat(KEY_IN_CODE.matcher(source).results().map(found -> found.group(1))
                        .filter(key -> key.contains(".") || key.length() > 2).toList())
                        .as(file.toString()).allSatisfy(key -> assertThat(english.getProperty(key)).as(key).isNotNull());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.properties", "console_es.properties"})
    void everyCodeOfTheRulebookHasASentence(String file) throws IOException {
        Properties sentences = bundle(file);
        Currency eur = Currency.getInstance("EUR");
        assertThat(Code.values()).allSatisfy(code -> {
            for (Map<String, String> details : List.of(Map.<String, String>of(), Map.of("left", "1.00", "limit", "2.00"))) {
                Reason reason = Reasons.refused(code.name(), details, eur);
                assertThat(placeholders(String.valueOf(sentences.getProperty("reason." + reason.code()))))
                        .as("%s with %s", code, details).hasSameSizeAs(reason.args());
                assertThat(sentences.getProperty("reason." + reason.code())).as("%s", code).isNotNull();
            }
        });
    }

    @Test
    void everyKindOfOperationHasANameAndNoOther() throws IOException {
        assertThat(bundle("console.properties").stringPropertyNames().stream().filter(key -> key.startsWith("operation.")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Operation.class.getPermittedSubclasses())
                        .map(kind -> "operation." + kind.getSimpleName()).toList());
    }

    @Test
    void everyValueThatIsShownHasAName() throws IOException {
        Properties english = bundle("console.properties");
        Stream<String> keys = Stream
                .of(named("place.", Place.values()), named("shortcut.", Shortcut.values()),
                        named("state.", OperationState.values()),
                        named("trust.", Trust.values()), named("card.state.", CardState.values()),
                        named("action.", Action.values()), named("reader.", ReaderLight.values()),
                        named("decided.", Outcome.DecidedBy.values()), named("assign.step.", AssignViewModel.Step.values()),
                        named("review.kind.", ReviewItem.Kind.values()),
                        named("resolution.", Resolution.values()), named("settings.look.", Look.values()),
                        named("devices.store.", DevicesState.StoreProtection.values()))
                .flatMap(names -> names);

        assertThat(keys).allSatisfy(key -> assertThat(english.getProperty(key)).as(key).isNotNull());
    }

    private static Stream<String> named(String prefix, Enum<?>[] values) {
        return Stream.of(values).map(value -> prefix + value.name());
    }
}
