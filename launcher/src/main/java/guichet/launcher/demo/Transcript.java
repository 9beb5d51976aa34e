package guichet.launcher.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** What the demo did: each step, what was expected, what happened. Written as it goes, so that a broken demo tells how far it came. */
final class Transcript {
    private final Path file;
    private final PrintWriter out;
    private final List<String> lines = new ArrayList<>();
    private int number;
    private boolean agrees = true;

    /** @param first the first line: with which parts the demo ran */
    Transcript(Path file, PrintWriter out, String first) {
        this.file = file;
        this.out = out;
        lines.add(first);
        lines.add("");
        lines.add("| # | step | expected | happened | |");
        lines.add("|---|---|---|---|---|");
        write();
    }

    /** A step whose outcome can be told in one word or figure. The demo goes on after a difference, and fails at its end. */
    void step(String what, String expected, Callable<String> happening) {
        number++;
        String happened;
        try {
            happened = happening.call();
        } catch (Exception e) {
            happened = "failed: " + e.getMessage();
        }
        boolean same = Objects.equals(expected, happened);
        agrees &= same;
        lines.add("| " + number + " | " + what + " | " + expected + " | " + happened + " | " + (same ? "ok" : "**differs**")
                + " |");
        out.println(
                (same ? "ok       " : "DIFFERS  ") + what + (same ? "" : ": expected " + expected + ", happened " + happened));
        write();
        if (happened.startsWith("failed: ")) {
            throw new IllegalStateException("step " + number + " (" + what + ") " + happened);
        }
    }

    /** Something to know that is no step. */
    void note(String text) {
        lines.add("");
        lines.add(text);
        write();
    }

    boolean agrees() {
        return agrees;
    }

    private void write() {
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
