import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/**
 * Draws the icon of Guichet, a window with a sill, a card and its waves, in every form that the installers need:
 * {@code java installers/icons/DrawIcon.java} writes guichet.png, guichet.ico and guichet.icns beside itself.
 */
final class DrawIcon {

    private static final Color SEA = new Color(0x0f4c5c);
    private static final Color PAPER = new Color(0xf4f1de);
    private static final Color AMBER = new Color(0xe09f3e);

    private DrawIcon() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length == 0 ? "installers/icons" : args[0]);
        Files.write(folder.resolve("guichet.png"), png(512));
        Files.write(folder.resolve("guichet.ico"), ico(16, 24, 32, 48, 64, 128, 256));
        Files.write(folder.resolve("guichet.icns"), icns());
    }

    private static byte[] png(int size) throws IOException {
        var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.scale(size / 512.0, size / 512.0);
        fill(pen, SEA, new RoundRectangle2D.Double(16, 16, 480, 480, 208, 208));
        var window = new Area(new Ellipse2D.Double(112, 80, 288, 288));
        window.add(new Area(new Rectangle2D.Double(112, 224, 288, 168)));
        fill(pen, PAPER, window);
        fill(pen, AMBER, new RoundRectangle2D.Double(80, 384, 352, 44, 28, 28));
        fill(pen, SEA, new RoundRectangle2D.Double(150, 274, 132, 86, 28, 28));
        fill(pen, AMBER, new RoundRectangle2D.Double(168, 298, 34, 26, 10, 10));
        pen.setColor(SEA);
        pen.setStroke(new BasicStroke(19, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int radius = 36; radius <= 108; radius += 36) {
            pen.draw(new Arc2D.Double(262 - radius, 250 - radius, 2 * radius, 2 * radius, 8, 74, Arc2D.OPEN));
        }
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static void fill(Graphics2D pen, Color colour, Shape shape) {
        pen.setColor(colour);
        pen.fill(shape);
    }

    /** A Windows icon: a directory of sizes, each a PNG (a side of 256 is written as 0). */
    private static byte[] ico(int... sizes) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(6 + 16 * sizes.length).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0).putShort((short) 1).putShort((short) sizes.length);
        var images = new ByteArrayOutputStream();
        for (int size : sizes) {
            byte[] image = png(size);
            head.put((byte) size).put((byte) size).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
            head.putInt(image.length).putInt(head.capacity() + images.size());
            images.write(image);
        }
        var all = new ByteArrayOutputStream();
        all.write(head.array());
        images.writeTo(all);
        return all.toByteArray();
    }

    /** A macOS icon: blocks of type, length and PNG. */
    private static byte[] icns() throws IOException {
        var blocks = new ByteArrayOutputStream();
        var out = new DataOutputStream(blocks);
        String[] types = {"ic07", "ic08", "ic09", "ic10"};
        int[] sizes = {128, 256, 512, 1024};
        for (int i = 0; i < types.length; i++) {
            byte[] image = png(sizes[i]);
            out.writeBytes(types[i]);
            out.writeInt(image.length + 8);
            out.write(image);
        }
        var all = new ByteArrayOutputStream();
        var file = new DataOutputStream(all);
        file.writeBytes("icns");
        file.writeInt(blocks.size() + 8);
        blocks.writeTo(file);
        return all.toByteArray();
    }
}
