package guichet.launcher.bench;

import guichet.bench.Figure;
import guichet.bench.kill.KillBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code guichet bench NAME|all}: each figure beside a peer or a limit of the same run. */
@Command(name = "bench", description = "Benchmarks, each against a peer or a limit measured in the same run.")
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What can be measured. */
    enum Name {
        KILL, ALL;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
    private Name name = Name.ALL;
    @Option(names = "--json", description = "Also write the figures to this file.")
    private @Nullable Path json;
    @Option(names = "--quick", description = "A twentieth of the work.")
    private boolean quick;
    @Option(names = "--seed", description = "Seed of all random choices. Default: ${DEFAULT-VALUE}", defaultValue = "1")
    private long seed = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return switch (name) {
            case KILL, ALL -> kill();
        };
    }

    private int kill() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("guichet-bench-kill");
        KillBench.Plan plan = quick ? KillBench.Plan.quick(seed) : KillBench.Plan.whole(seed);
        KillBench.Result result = new KillBench(folder, out).run(plan);
        List<Figure> figures = result.figures();
        out.printf("%-32s %14s %-12s %14s %8s%n", "figure", "ours", "unit", "reference", "ratio");
        for (Figure figure : figures) {
            out.printf("%-32s %14.2f %-12s %14s %8s%n", figure.name(), figure.value(), figure.unit(),
                    figure.referenceValue() == null ? "-" : figure.referenceValue(),
                    figure.ratio() == null ? "-" : figure.ratio());
        }
        if (json != null) {
            JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(json.toFile(),
                    figures.stream().map(BenchCommand::fields).toList());
        }
        if (!result.sound()) {
            out.println("ledger: " + result.ledger() + ", lost: " + result.lost() + ", doubled: " + result.doubled()
                    + ", desk and server differ: " + result.disagreement() + "; everything is kept in " + folder);
            return 1;
        }
        out.println("ledger sum zero per currency, desk and server agree, " + result.acknowledged() + " operations acknowledged");
        return 0;
    }

    private static Map<String, @Nullable Object> fields(Figure figure) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", figure.name());
        fields.put("value", figure.value());
        fields.put("unit", figure.unit());
        fields.put("reference", figure.reference());
        fields.put("referenceValue", figure.referenceValue());
        fields.put("ratio", figure.ratio());
        return fields;
    }
}
