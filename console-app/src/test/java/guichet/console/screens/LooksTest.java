package guichet.console.screens;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.counter.CardSeen;
import guichet.desk.counter.Trust;
import guichet.console.fakes.FakeCounter;
import guichet.console.fakes.FakeDesk;
import guichet.console.looks.Look;
import guichet.desk.review.Resolution;
import guichet.desk.review.ReviewItem;
import guichet.console.settings.Preferences;
import guichet.desk.status.Connection;
import guichet.desk.words.Amount;
import guichet.desk.words.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Walks through the screens in two looks and two languages and leaves pictures under target/pictures. */
class LooksTest {
    @Test
    void everyScreenCanBeSeenInLightEnglish() {
        assertThat(walk("light-en", new Preferences(Locale.ENGLISH, Look.LIGHT, 10))).hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(Files.size(file)).isGreaterThan(10_000));
    }

    @Test
    @DisabledIfSystemProperty(named = "guichet.display", matches = "xvfb", disabledReason = "one walk under GTK is enough")
    void everyScreenCanBeSeenInDarkSpanish() {
        assertThat(walk("dark-es", new Preferences(Locale.of("es"), Look.DARK, 10))).hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(Files.size(file)).isGreaterThan(10_000));
    }

    private static List<Path> walk(String name, Preferences preferences) {
        List<Path> pictures = new ArrayList<>();
        FakeDesk fake = new FakeDesk(InstantSource.system()).with(preferences).fresh();
        fake.counter.busyDay();
        try (ShownConsole shown = new ShownConsole(fake, name)) {
            var driver = shown.driver;
            driver.awaitNode("server");
            driver.type("http://example.org\twrong\t\n");
            pictures.add(driver.picture("enrol-errors"));
            driver.press(KeyCode.SHIFT, KeyCode.TAB);
            driver.press(KeyCode.SHIFT, KeyCode.TAB);
            driver.press(KeyCode.CONTROL, KeyCode.A);
            driver.type("https://guichet.example.org\t");
            driver.press(KeyCode.CONTROL, KeyCode.A);
            driver.type("7F3K-92QX\tCounter 1\n");
            driver.awaitNode("name");
            pictures.add(driver.picture("signin"));
            driver.type("ana\t1111\n");
            driver.settle();
            pictures.add(driver.picture("signin-wrong"));
            driver.type("2468\n");
            driver.awaitNode("query");
            pictures.add(driver.picture("counter-idle"));
            fake.tap(FakeCounter.ACTIVE);
            driver.awaitNode("balance");
            pictures.add(driver.picture("counter-member"));
            driver.type("r");
            driver.awaitNode("reload-submit");
            driver.type("20\t50");
            pictures.add(driver.picture("reload"));
            driver.press(KeyCode.ENTER);
            driver.awaitNode("reload-finish");
            assertThat(driver.textOf("new-balance")).startsWith("102");
            pictures.add(driver.picture("reload-done"));
            driver.press(KeyCode.ENTER);
            driver.type("h");
            pictures.add(driver.picture("history"));
            driver.press(KeyCode.ESCAPE);
            driver.type("b");
            driver.awaitNode("block-submit");
            driver.press(KeyCode.ENTER);
            pictures.add(driver.picture("block"));
            driver.press(KeyCode.ESCAPE);
            fake.tap(FakeCounter.NEW);
            driver.awaitText(FakeCounter.NEW);
            pictures.add(driver.picture("card-new"));
            driver.type("a");
            driver.awaitNode("assign-query");
            driver.type("mar");
            driver.awaitText("Mario");
            pictures.add(driver.picture("assign-customer"));
            driver.click("assign-new");
            driver.awaitNode("assign-take");
            driver.click("assign-take");
            pictures.add(driver.picture("assign-new"));
            driver.click("assign-mobile");
            driver.type("600555666\n");
            driver.awaitNode("code-send");
            driver.press(KeyCode.ENTER);
            driver.awaitText("•••");
            driver.type("000000\n");
            pictures.add(driver.picture("assign-code-wrong"));
            driver.type("135790\n");
            driver.awaitNode("assign-finish");
            pictures.add(driver.picture("assign-done"));
            driver.press(KeyCode.ENTER);
            fake.tap(FakeCounter.BLOCKED);
            driver.settle();
            pictures.add(driver.picture("card-blocked"));
            fake.tap(new CardSeen("08F1A2B3", "ISO 14443-4 (phone)", Trust.UID_ONLY, true));
            driver.settle();
            pictures.add(driver.picture("card-random"));
            driver.press(KeyCode.ESCAPE);
            fake.offline(4, 12_000);
            fake.tap(FakeCounter.ACTIVE);
            driver.awaitNode("balance");
            pictures.add(driver.picture("member-offline"));
            driver.type("r");
            driver.awaitNode("reload-submit");
            driver.type("20\n");
            driver.awaitNode("reload-finish");
            pictures.add(driver.picture("reload-offline-done"));
            driver.press(KeyCode.ENTER);
            fake.counter.loseAnswer = true;
            driver.type("r");
            driver.awaitNode("reload-submit");
            driver.type("50\n");
            driver.awaitNode("doubt-wait");
            pictures.add(driver.picture("reload-doubt"));
            driver.press(KeyCode.ESCAPE);
            driver.press(KeyCode.ESCAPE);
            pictures.add(driver.picture("counter-idle-offline"));
            driver.press(KeyCode.CONTROL, KeyCode.K);
            driver.awaitNode("palette");
            driver.type("mar");
            driver.awaitText("Mario");
            pictures.add(driver.picture("palette"));
            driver.press(KeyCode.ESCAPE);
            driver.press(KeyCode.F1);
            pictures.add(driver.picture("help"));
            driver.press(KeyCode.ESCAPE);
            fake.needsPerson(new ReviewItem("r-1", ReviewItem.Kind.NOT_TOLD, "ReloadCard", "Nuria Campos", "Ana Torres",
                    Reason.of("CRASHED"),
                    Optional.of(new Amount(10_000, "EUR")), fake.ports().clock().instant().minus(Duration.ofMinutes(6)),
                    List.of(Resolution.DONE, Resolution.WITHDRAW)));
            fake.needsPerson(new ReviewItem("r-2", ReviewItem.Kind.IN_DOUBT, "ReloadCard", "Marta Soler Puig", "Ana Torres",
                    Reason.of("NO_ANSWER"),
                    Optional.of(new Amount(5_000, "EUR")), fake.ports().clock().instant().minus(Duration.ofMinutes(2)),
                    List.of(Resolution.WITHDRAW)));
            fake.needsPerson(new ReviewItem("r-3", ReviewItem.Kind.HELD, "ReloadCard", "Mario Ruiz", "Ana Torres",
                    Reason.of("HELD_PREDECESSOR"),
                    Optional.of(new Amount(1_500, "EUR")), fake.ports().clock().instant().minus(Duration.ofHours(3)), List.of()));
            fake.needsPerson(new ReviewItem("r-4", ReviewItem.Kind.CASE, "ReloadCard", "Pau Ferrer", "Luis Vega",
                    Reason.of("REJECTED", Reason.of("CARD_BLOCKED")),
                    Optional.of(new Amount(4_000, "EUR")), fake.ports().clock().instant().minus(Duration.ofDays(1)),
                    List.of(Resolution.GIVE_BACK, Resolution.CREDIT_MEMBER, Resolution.WRITE_OFF)));
            fake.connection(new Connection.Refused(1));
            driver.press(KeyCode.CONTROL, KeyCode.DIGIT6);
            driver.awaitNode("resolve-DONE");
            driver.click("resolve-DONE");
            pictures.add(driver.picture("review"));
            driver.press(KeyCode.CONTROL, KeyCode.DIGIT7);
            driver.awaitNode("connection-test");
            driver.click("connection-test");
            pictures.add(driver.picture("devices"));
            fake.unplug();
            driver.settle();
            pictures.add(driver.picture("devices-none"));
            driver.press(KeyCode.CONTROL, KeyCode.DIGIT9);
            driver.awaitNode("languages");
            pictures.add(driver.picture("settings"));
            driver.press(KeyCode.CONTROL, KeyCode.J);
            pictures.add(driver.picture("notices"));
            driver.press(KeyCode.ESCAPE);
            driver.press(KeyCode.CONTROL, KeyCode.L);
            driver.awaitNode("pin");
            pictures.add(driver.picture("locked"));
        }
        return pictures;
    }
}
