import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

/**
 * Looks at a screen as a person would: waits until something is drawn and stands still, types what it was told, waits
 * again, and saves a picture. {@code java Witness.java PICTURE SECONDS [TEXT]}; in TEXT, \t and \n are the keys Tab and
 * Enter, and \f waits until the screen stands still again. Ends with 1 when nothing appeared in time.
 */
final class Witness {

    private final Robot robot;
    private final Rectangle screen;
    private final long deadline;

    private Witness(Duration patience) throws AWTException {
        robot = new Robot();
        screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
        deadline = System.nanoTime() + patience.toNanos();
    }

    public static void main(String[] words) throws AWTException, IOException {
        var witness = new Witness(Duration.ofSeconds(Long.parseLong(words[1])));
        BufferedImage picture = witness.settled();
        if (words.length > 2) {
            for (String part : words[2].translateEscapes().split("\f")) {
                witness.type(part);
                picture = witness.settled();
            }
        }
        ImageIO.write(picture, "png", new File(words[0]));
        System.exit(0);
    }

    private BufferedImage settled() {
        int[] before = {};
        int same = 0;
        while (System.nanoTime() < deadline) {
            robot.delay(500);
            BufferedImage picture = robot.createScreenCapture(screen);
            int[] now = picture.getRGB(0, 0, screen.width, screen.height, null, 0, screen.width);
            boolean drawn = Arrays.stream(now).distinct().limit(8).count() == 8;
            same = drawn && standsStill(before, now) ? same + 1 : 0;
            if (same == 3) {
                return picture;
            }
            before = now;
        }
        System.err.println("nothing was drawn and stood still in time");
        System.exit(1);
        throw new IllegalStateException();
    }

    /** A blinking caret or a running clock may go on: up to two pixels in a thousand. */
    private static boolean standsStill(int[] before, int[] now) {
        return before.length == now.length
                && IntStream.range(0, now.length).filter(i -> before[i] != now[i]).count() <= now.length / 500;
    }

    private void type(String text) {
        // Without a window manager keys go to the window under the pointer.
        robot.mouseMove(screen.width / 2, screen.height / 2);
        robot.setAutoDelay(40);
        for (char letter : text.toCharArray()) {
            boolean shift = Character.isUpperCase(letter) || ":_@".indexOf(letter) >= 0;
            int key = switch (letter) {
                case ':' -> KeyEvent.VK_SEMICOLON;
                case '_' -> KeyEvent.VK_MINUS;
                case '@' -> KeyEvent.VK_2;
                default -> KeyEvent.getExtendedKeyCodeForChar(letter);
            };
            if (shift) {
                robot.keyPress(KeyEvent.VK_SHIFT);
            }
            robot.keyPress(key);
            robot.keyRelease(key);
            if (shift) {
                robot.keyRelease(KeyEvent.VK_SHIFT);
            }
        }
    }
}
