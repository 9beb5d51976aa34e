package guichet.console.driver;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javax.imageio.ImageIO;

/**
 * Drives a shown console as a person does, by real keys and clicks through the window system, and takes numbered pictures. For the demo
 * and for tests; called from any thread but the FX thread.
 */
public final class ConsoleDriver {
    /** Between two typed keys: slower than any scanner. */
    private static final Duration FINGERS = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scene scene;
    private final Path pictures;
    private final Robot robot;
    private int number;

    /** @param pictures directory for the pictures, made when needed */
    public ConsoleDriver(Scene scene, Path pictures) {
        this.scene = scene;
        this.pictures = pictures;
        this.robot = onScreen(Robot::new);
    }

    /** Presses keys together, the modifiers first: {@code press(CONTROL, K)}. */
    public void press(KeyCode... keys) {
        onScreen(() -> {
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
            return true;
        });
        settle();
    }

    /** Types as fingers do. Digits, letters, space, Tab, Enter, point, comma, dash, plus, slash, colon and at. */
    public void type(String text) {
        for (int i = 0; i < text.length(); i++) {
            strike(text.charAt(i));
            pause(FINGERS);
        }
        settle();
    }

    /** Types as a scanner does: one burst, then Enter. */
    public void scan(String text) {
        burst(text + "\n");
    }

    /** Types all at once. */
    public void burst(String text) {
        onScreen(() -> {
            for (int i = 0; i < text.length(); i++) {
                keys(text.charAt(i));
            }
            return true;
        });
        settle();
    }

    /** Clicks the node with an id, once it is there. */
    public void click(String id) {
        await(() -> find(id).isPresent());
        onScreen(() -> {
            Node node = find(id).orElseThrow();
            Bounds bounds = node.localToScreen(node.getBoundsInLocal());
            robot.mouseMove(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
            robot.mouseClick(MouseButton.PRIMARY);
            return true;
        });
        settle();
    }

    /** Waits until a visible node with an id is there. */
    public void awaitNode(String id) {
        await(() -> find(id).isPresent());
    }

    /** Waits until a text is to be read somewhere. */
    public void awaitText(String text) {
        try {
            await(() -> reads(text));
        } catch (IllegalStateException e) {
            throw new IllegalStateException("not shown: " + text, e);
        }
    }

    /** True when a text is to be read somewhere, as part of a label. */
    public boolean shows(String text) {
        return onScreen(() -> reads(text));
    }

    /** The text of the node with an id. */
    public String textOf(String id) {
        return onScreen(() -> find(id).map(node -> node instanceof Labeled labeled ? labeled.getText() : "").orElse(""));
    }

    /** Waits until a condition, asked on the FX thread, holds. */
    public void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!onScreen(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain");
            }
            pause(Duration.ofMillis(20));
        }
    }

    /**
     * Takes the next picture, {@code 03-name.png}.
     *
     * @return the file
     */
    public Path picture(String name) {
        settle();
        WritableImage image = onScreen(() -> scene.snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        number++;
        Path file = pictures.resolve(String.format(Locale.ROOT, "%02d-%s.png", number, name));
        try {
            Files.createDirectories(pictures);
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("PICTURE_NOT_WRITTEN " + file, e);
        }
        return file;
    }

    /** Waits until what was begun on the FX thread is done and drawn. */
    public void settle() {
        CountDownLatch drawn = new CountDownLatch(1);
        Platform.runLater(() -> new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                frames++;
                if (frames > 2) {
                    stop();
                    drawn.countDown();
                }
            }
        }.start());
        try {
            if (!drawn.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the FX thread does not draw");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Optional<Node> find(String id) {
        return first(scene.getRoot(), node -> id.equals(node.getId()));
    }

    private boolean reads(String text) {
        return first(scene.getRoot(),
                node -> node instanceof Labeled labeled && labeled.getText() != null && labeled.getText().contains(text))
                .isPresent();
    }

    private static Optional<Node> first(Node node, Predicate<Node> wanted) {
        if (!node.isVisible()) {
            return Optional.empty();
        }
        if (wanted.test(node)) {
            return Optional.of(node);
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                Optional<Node> found = first(child, wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return node instanceof Labeled labeled && labeled.getGraphic() != null
                ? first(labeled.getGraphic(), wanted)
                : Optional.empty();
    }

    private void strike(char character) {
        onScreen(() -> {
            keys(character);
            return true;
        });
    }

    private void keys(char character) {
        switch (character) {
            case '\t' -> robot.keyType(KeyCode.TAB);
            case '\n' -> robot.keyType(KeyCode.ENTER);
            case ' ' -> robot.keyType(KeyCode.SPACE);
            case '.' -> robot.keyType(KeyCode.PERIOD);
            case ',' -> robot.keyType(KeyCode.COMMA);
            case '-' -> robot.keyType(KeyCode.MINUS);
            case '/' -> robot.keyType(KeyCode.SLASH);
            case '+' -> shifted(KeyCode.EQUALS);
            case ':' -> shifted(KeyCode.SEMICOLON);
            case '@' -> shifted(KeyCode.DIGIT2);
            default -> {
                KeyCode code = KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(character)));
                if (code == null) {
                    throw new IllegalArgumentException("no key for " + character);
                }
                if (Character.isUpperCase(character)) {
                    shifted(code);
                } else {
                    robot.keyType(code);
                }
            }
        }
    }

    private void shifted(KeyCode code) {
        robot.keyPress(KeyCode.SHIFT);
        robot.keyType(code);
        robot.keyRelease(KeyCode.SHIFT);
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <T> T onScreen(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Platform.runLater(task);
        try {
            return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the FX thread does not answer", e);
        }
    }
}
