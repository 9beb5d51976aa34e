package guichet.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsEveryCommandAndEndsWithZero() {
        assertThat(run(Main.commands(), "help")).isZero();
        for (Object command : Main.commands()) {
            assertThat(out.toString()).contains(command.getClass().getAnnotation(Command.class).name());
        }
        assertThat(out.toString()).contains("setup [--yes]", "test [--yes]");
    }

    @Test
    void everyCommandExplainsItself() {
        Arrays.stream(Main.commands()).map(command -> command.getClass().getAnnotation(Command.class).name())
                .forEach(name -> {
                    out.getBuffer().setLength(0);
                    assertThat(run(Main.commands(), name, "--help")).as(name).isZero();
                    assertThat(out.toString()).contains("Usage: ./guichet " + name);
                });
    }

    @Test
    void wrongWordsEndWithTwoAndOneLine() {
        for (String[] words : new String[][]{{}, {"nosuchthing"}, {"package", "--nosuchoption"},
                {"package", "nosuchkind"}, {"package", "deb", "deb"}}) {
            err.getBuffer().setLength(0);
            assertThat(run(Main.commands(), words)).as(String.join(" ", words)).isEqualTo(2);
            assertThat(err.toString().lines()).as(String.join(" ", words)).singleElement().asString()
                    .startsWith("guichet: ").contains("--help");
        }
    }

    @Test
    void aFailureEndsWithOneAndSaysWhyInOneLine() {
        assertThat(run(new Object[]{new Failing()}, "failing")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("guichet: the drawer is stuck" + System.lineSeparator());
    }

    @Test
    void whoAsksSeesTheStackTrace() {
        assertThat(run(new Object[]{new Failing()}, "failing", "--verbose")).isEqualTo(1);
        assertThat(err.toString()).contains("the drawer is stuck", "at guichet.launcher.MainTest");
    }

    private int run(Object[] commands, String... words) {
        CommandLine line = Door.open(commands, new PrintWriter(out, true), new PrintWriter(err, true), false);
        return line.execute(words);
    }

    @Command(name = "failing", description = "Always fails.")
    private static final class Failing implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException("the drawer is stuck\nand so are we");
        }
    }
}
