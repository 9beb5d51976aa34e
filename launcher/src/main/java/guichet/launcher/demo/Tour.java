package guichet.launcher.demo;

import guichet.console.driver.ConsoleDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/**
 * The guided tour: a cashier enrols the desk, signs in, hands out a card, reloads it online and twice while the server is
 * stopped; then the server comes back. Played with real keys on the real console.
 */
final class Tour {
    /** A card of the seed's inventory that nobody owns yet. */
    static final String CARD = "04A1B2C3D4E580";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MEMBER_MOBILE = "01000000025";
    private static final String MEMBER_NAME = "Jana Nasser";

    private final SampleServer server;
    private final SampleCards cards;
    private final ConsoleDriver driver;
    private final Transcript transcript;

    Tour(SampleServer server, SampleCards cards, ConsoleDriver driver, Transcript transcript) {
        this.server = server;
        this.cards = cards;
        this.driver = driver;
        this.transcript = transcript;
    }

    void play() {
        comeIn();
        assign();
        transcript.step("Reload 100.00 online (R, amount, Enter)", "100.00 EGP", () -> reload("100", "reload-online"));
        cutOff();
        comeBack();
        lookAround();
    }

    private void comeIn() {
        transcript.step("Enrol the desk with the code of the server", "sign-in is shown", () -> {
            driver.awaitNode("code");
            picture("enrol");
            driver.click("code");
            driver.burst(server.enrolmentCode());
            driver.press(KeyCode.TAB);
            driver.type("Window 1");
            driver.press(KeyCode.ENTER);
            driver.awaitNode("pin");
            return "sign-in is shown";
        });
        transcript.step("Sign in as a cashier", "the counter is shown", () -> {
            picture("sign-in");
            driver.click("name");
            driver.type("carla\t");
            driver.type("demo-carla-3071");
            driver.press(KeyCode.ENTER);
            driver.awaitNode("query");
            return "the counter is shown";
        });
        transcript.step("Wait until the desk knows its members", "Online", () -> {
            until(() -> text("connection").startsWith("Online"));
            picture("counter-idle");
            return "Online";
        });
    }

    private void assign() {
        transcript.step("Tap a new card on the reader", CARD, () -> {
            cards.lay(CARD);
            driver.awaitText(CARD);
            picture("card-tapped");
            return driver.shows(CARD) ? CARD : "not shown";
        });
        transcript.step("Assign it (A): find the member by mobile", MEMBER_NAME, () -> {
            driver.type("a");
            driver.awaitNode("assign-query");
            driver.type(MEMBER_MOBILE);
            driver.awaitText(MEMBER_NAME);
            picture("assign-customer");
            driver.press(KeyCode.ENTER);
            driver.awaitNode("code-send");
            return driver.shows(MEMBER_NAME) ? MEMBER_NAME : "not shown";
        });
        transcript.step("Send the one-time code, read it from the message file, type it", "assigned", () -> {
            driver.click("code-send");
            until(() -> newestCode() != null);
            picture("assign-code");
            driver.awaitNode("code-1");
            driver.click("code-1");
            driver.type(server.newestCode());
            driver.press(KeyCode.ENTER);
            driver.awaitNode("assign-finish");
            picture("assigned");
            driver.press(KeyCode.ENTER);
            driver.awaitNode("balance");
            picture("member");
            return "assigned";
        });
    }

    private void cutOff() {
        transcript.step("Stop the server", "Offline", () -> {
            server.stop();
            until(() -> text("connection").startsWith("Offline"));
            picture("offline");
            return "Offline";
        });
        transcript.step("Reload 20.00 while cut off, within the signed allowance", "120.00 EGP",
                () -> reload("20", "reload-cut-off"));
        transcript.step("Reload 30.50 while cut off", "150.50 EGP", () -> reload("30.50", "reload-cut-off-again"));
    }

    private void comeBack() {
        transcript.step("Start the server again", "Online", () -> {
            server.start();
            until(() -> text("connection").startsWith("Online"));
            picture("back-online");
            return "Online";
        });
    }

    private void lookAround() {
        transcript.step("Look at the card's history (H)", "shown", () -> {
            driver.type("h");
            driver.settle();
            picture("history");
            driver.press(KeyCode.ESCAPE);
            return "shown";
        });
        transcript.step("Look at what needs a person, and at the readers", "shown", () -> {
            driver.press(KeyCode.CONTROL, KeyCode.DIGIT6);
            driver.settle();
            picture("review");
            driver.press(KeyCode.CONTROL, KeyCode.DIGIT7);
            driver.awaitNode("connection-test");
            picture("devices");
            return "shown";
        });
        transcript.step("Spanish, and back", "Ajustes", () -> {
            driver.press(KeyCode.CONTROL, KeyCode.DIGIT9);
            driver.awaitNode("languages");
            picture("settings");
            driver.click("language-es");
            driver.awaitText("Ajustes");
            picture("settings-spanish");
            driver.click("language-en");
            driver.awaitText("Settings");
            return "Ajustes";
        });
        cards.takeAway();
    }

    private String reload(String amount, String picture) {
        driver.type("r");
        driver.awaitNode("reload-submit");
        driver.type(amount);
        picture(picture);
        driver.press(KeyCode.ENTER);
        driver.awaitNode("new-balance");
        picture(picture + "-done");
        String balance = text("new-balance");
        driver.press(KeyCode.ENTER);
        driver.awaitNode("balance");
        return balance;
    }

    private String text(String id) {
        return driver.textOf(id).replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private @Nullable String newestCode() {
        try {
            return server.newestCode();
        } catch (IOException e) {
            return null; // nothing was sent yet
        }
    }

    /** Waits, outside the FX thread, until something holds. */
    private void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void picture(String name) {
        driver.picture(name);
    }
}
