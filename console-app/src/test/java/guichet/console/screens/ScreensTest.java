package guichet.console.screens;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.console.display.TestDisplay;
import guichet.console.fakes.FakeCounter;
import guichet.console.fakes.FakeDesk;
import guichet.desk.review.Resolution;
import guichet.desk.review.ReviewItem;
import guichet.desk.status.Connection;
import guichet.desk.words.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cashier's keys, scans and taps do, on a real scene. */
class ScreensTest {
    private static FakeDesk desk() {
        return new FakeDesk(InstantSource.system());
    }

    @Test
    void theFirstFieldToFillHasTheFocusFromTheStart() {
        try (ShownConsole shown = new ShownConsole(desk().fresh(), "screens", "https://guichet.example")) {
            shown.driver.awaitNode("code");
            shown.driver.await(() -> shown.focused("code"));
        }
    }

    @Test
    void aScanIsHeardOnEveryScreenAndLeavesWhatWasTyped() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.driver.press(KeyCode.CONTROL, KeyCode.DIGIT9);
            shown.driver.awaitNode("languages");
            shown.driver.scan(FakeCounter.ACTIVE);
            shown.driver.awaitNode("balance");
            assertThat(shown.driver.textOf("balance")).startsWith("82.50");

            shown.driver.press(KeyCode.ESCAPE);
            shown.driver.awaitNode("query");
            shown.driver.type("mario");
            shown.driver.scan(FakeCounter.ACTIVE);
            shown.driver.awaitNode("balance");
            assertThat(shown.desk.counter.asked).isEmpty();
        }
    }

    @Test
    void aScannerThatSendsNoEnterIsHeardAfterSilence() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.driver.press(KeyCode.CONTROL, KeyCode.DIGIT7);
            shown.driver.awaitNode("connection-test");
            shown.driver.burst(FakeCounter.ACTIVE);
            shown.driver.awaitNode("balance");
            assertThat(shown.driver.textOf("balance")).startsWith("82.50");
        }
    }

    @Test
    void aScanWhosePartsAreShortcutsDoesNotPressThem() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.desk.tap(FakeCounter.ACTIVE);
            shown.driver.awaitNode("balance");
            shown.driver.scan("B0A5H7R9");
            shown.driver.awaitText("B0A5H7R9");
            assertThat(shown.driver.shows("Block the card")).isFalse();
        }
    }

    @Test
    void amountTabCashEnterReloadsExactlyThatHoweverFastTheKeysCome() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.desk.tap(FakeCounter.ACTIVE);
            shown.driver.awaitNode("balance");
            shown.driver.type("r");
            shown.driver.awaitNode("reload-submit");
            shown.driver.burst("20\t50\n");
            shown.driver.awaitNode("reload-finish");

            assertThat(shown.desk.counter.asked).containsExactly("reload op-1 2000 5000");
            assertThat(shown.driver.textOf("new-balance")).startsWith("102.50");
        }
    }

    @Test
    void aNoticeHidesNoButtonOfADialogAndIsBottomRightWithoutOne() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.desk.tap(FakeCounter.ACTIVE);
            shown.driver.awaitNode("balance");
            shown.driver.type("r");
            shown.driver.awaitNode("reload-submit");
            shown.desk.counter.broken = true;
            shown.driver.burst("20\t50\n");
            shown.driver.await(() -> !shown.notices().isEmpty());
            shown.driver.picture("notice-over-dialog");

            assertThat(shown.dialogButtons()).isNotEmpty();
            assertThat(shown.hidesAButton()).isFalse();
            shown.driver.press(KeyCode.ESCAPE);
            shown.driver.await(() -> shown.notices().getFirst().getMinX() > shown.width() / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({FakeCounter.ACTIVE + ",b", FakeCounter.NEW + ",a"})
    void aNoticeHidesNoButtonOfAForm(String card, String key) {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.desk.tap(card);
            shown.driver.awaitText(card);
            shown.desk.counter.broken = true;
            shown.driver.type(key);
            shown.driver.await(() -> !shown.notices().isEmpty());
            shown.driver.picture("notice-over-form-" + key);

            assertThat(shown.dialogButtons()).isNotEmpty();
            assertThat(shown.hidesAButton()).isFalse();
        }
    }

    @Test
    void aNoticeHidesNoButtonOfTheReload() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.desk.counter.broken = true;
            shown.desk.tap(FakeCounter.NEW);
            shown.driver.awaitText(FakeCounter.NEW);
            shown.driver.type("a");
            shown.driver.await(() -> !shown.notices().isEmpty());
            shown.desk.counter.broken = false;
            shown.driver.press(KeyCode.ESCAPE);
            shown.desk.tap(FakeCounter.ACTIVE);
            shown.driver.awaitNode("balance");
            shown.driver.type("r");
            shown.driver.awaitNode("reload-submit");
            shown.driver.picture("notice-over-reload");

            assertThat(shown.dialogButtons()).hasSizeGreaterThan(1);
            assertThat(shown.hidesAButton()).isFalse();
        }
    }

    @Test
    void aDeskThatIsStoppedSaysSoInTheStripAndOffersTheWayOnInReview() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.desk.connection(new Connection.ShutOut());
            shown.driver.awaitText("The server does not let this desk in");
            shown.desk.connection(new Connection.Forked());
            shown.driver.awaitText("Stopped: this desk was restored from a copy — call a supervisor");
            shown.desk.needsPerson(new ReviewItem("desk:forked", ReviewItem.Kind.FORKED, "", "Counter 1", "",
                    Reason.of("DESK_FORKED"), Optional.empty(), Instant.now(), List.of(Resolution.BEGIN_ANEW)));
            shown.driver.press(KeyCode.CONTROL, KeyCode.DIGIT6);
            shown.driver.awaitNode("review-reason");
            shown.driver.picture("review-forked");
            shown.driver.click("review-reason");
            shown.driver.type("image");
            shown.driver.click("resolve-BEGIN_ANEW");
            shown.driver.await(() -> shown.desk.settled.equals(List.of("desk:forked BEGIN_ANEW image")));
        }
    }

    @Test
    void ctrlZWithinTwoSecondsUndoesAReload() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.desk.tap(FakeCounter.ACTIVE);
            shown.driver.awaitNode("balance");
            shown.driver.type("r");
            shown.driver.awaitNode("reload-submit");
            shown.driver.burst("5\n");
            shown.driver.awaitNode("undo");
            shown.driver.press(KeyCode.CONTROL, KeyCode.Z);
            shown.driver.awaitText("Withdrawn");

            assertThat(shown.desk.counter.asked).containsExactly("reload op-1 500 500", "withdraw op-1");
        }
    }

    @Test
    void theLanguageChangesAtOnce() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.driver.press(KeyCode.CONTROL, KeyCode.DIGIT9);
            shown.driver.awaitNode("languages");
            shown.driver.click("language-es");
            shown.driver.awaitText("Ajustes");
            assertThat(shown.desk.load().language().getLanguage()).isEqualTo("es");
        }
    }

    @Test
    void behindTheLockNothingIsHeardUntilThePin() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.desk.tap(FakeCounter.ACTIVE);
            shown.driver.awaitNode("balance");
            shown.driver.press(KeyCode.CONTROL, KeyCode.L);
            shown.driver.awaitNode("pin");
            shown.desk.tap(FakeCounter.NEW);
            shown.driver.type("2468\n");
            shown.driver.awaitNode("balance");
            assertThat(shown.driver.shows("Marta Soler Puig")).isTrue();
        }
    }

    @Test
    void thePaletteFindsAMemberByName() {
        try (ShownConsole shown = new ShownConsole(desk(), "screens").signedIn()) {
            shown.driver.press(KeyCode.CONTROL, KeyCode.K);
            shown.driver.awaitNode("palette");
            shown.driver.type("soler");
            shown.driver.awaitText("Marta Soler");
            shown.driver.press(KeyCode.ENTER);
            shown.driver.awaitNode("balance");
            assertThat(shown.driver.shows("Marta Soler Puig")).isTrue();
        }
    }

    @Test
    void theProgramEndsCleanlyWithAPopupOpen() throws IOException, InterruptedException {
        Process process = start(EndWithPopup.class);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("popup open");
    }

    @Test
    void aSecondStartEndsAtOnceAndATerminatedConsoleReleasesItsDesk(@TempDir Path data) throws IOException, InterruptedException {
        Process first = start(RunConsole.class, data.toString());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(data.resolve("console.sock"))) {
            assertThat(System.nanoTime()).as("the console did not start").isLessThan(deadline);
            assertThat(first.waitFor(50, TimeUnit.MILLISECONDS)).as("the console ended").isFalse();
        }
        Process second = start(RunConsole.class, data.toString());
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isZero();

        // the handle leaves the streams open
        first.toHandle().destroy();
        String said = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("desk released").doesNotContain("SIGSEGV");
        assertThat(first.exitValue()).as(said).isEqualTo(143);
    }

    private static Process start(Class<?> program, String... arguments) throws IOException {
        ShownConsole.assumeDisplay();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                        "-cp", System.getProperty("java.class.path")));
        for (String property : List.of("glass.platform", "monocle.platform", "prism.order")) {
            if (System.getProperty(property) != null) {
                command.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        command.add(program.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (System.getProperty(TestDisplay.NUMBER) != null) {
            builder.environment().put("DISPLAY", System.getProperty(TestDisplay.NUMBER));
        }
        return builder.start();
    }
}
