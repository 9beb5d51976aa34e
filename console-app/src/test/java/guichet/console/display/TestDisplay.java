package guichet.console.display;

import guichet.console.Shutdown;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Chooses the display before the toolkit starts: Monocle when there is no DISPLAY; with {@code -Dguichet.display=xvfb} an Xvfb of our
 * own on a free number, ended with the tests. Where Xvfb is missing that run is left out, and says so.
 */
public final class TestDisplay implements LauncherSessionListener {
    /** Set to "missing" when Xvfb was asked for and is not installed. */
    public static final String XVFB = "guichet.xvfb";

    /** The display for processes that tests start. */
    public static final String NUMBER = "guichet.xvfb.number";

    private @Nullable Process xvfb;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if ("xvfb".equals(System.getProperty("guichet.display"))) {
            startXvfb();
        } else if (System.getenv("DISPLAY") == null && System.getProperty("os.name").startsWith("Linux")) {
            System.setProperty("glass.platform", "Monocle");
            System.setProperty("monocle.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (xvfb != null) {
            endToolkit();
            xvfb.destroy();
        }
    }

    // Xlib ends the whole process when its display goes first
    private static void endToolkit() {
        Optional<Thread> toolkit = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("JavaFX Application Thread")).findFirst();
        if (toolkit.isPresent()) {
            Shutdown.now();
            try {
                toolkit.get().join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void startXvfb() {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "Xvfb")));
        if (!installed) {
            System.setProperty(XVFB, "missing");
            System.out.println("Xvfb is not installed: the screen tests are not run under GTK");
            return;
        }
        try {
            Process process = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            xvfb = process;
            InputStream out = process.getInputStream();
            StringBuilder number = new StringBuilder();
            for (int read = out.read(); read >= '0'; read = out.read()) {
                number.append((char) read);
            }
            setDisplay(":" + number);
            System.setProperty(NUMBER, ":" + number);
        } catch (IOException e) {
            throw new IllegalStateException("Xvfb did not start", e);
        }
    }

    // GTK reads DISPLAY from the process's environment, which Java cannot set
    @SuppressWarnings("restricted")
    private static void setDisplay(String display) {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            var setenv = linker.downcallHandle(linker.defaultLookup().find("setenv").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            int result = (int) setenv.invokeExact(arena.allocateFrom("DISPLAY", StandardCharsets.UTF_8),
                    arena.allocateFrom(display, StandardCharsets.UTF_8), 1);
            if (result != 0) {
                throw new IllegalStateException("setenv failed");
            }
        } catch (Throwable e) {
            throw new IllegalStateException("DISPLAY not set", e);
        }
    }
}
