package guichet.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small form of {@code guichet bench kill}. */
class KillBenchTest {

    @Test
    void nothingIsLostOrDoubledByKillingDeskAndServer(@TempDir Path folder) throws Exception {
        KillBench.Plan plan = KillBench.Plan.quick(20_261_121);

        KillBench.Result result = new KillBench(folder, new PrintWriter(System.out, true, StandardCharsets.UTF_8)).run(plan);

        assertThat(result.sound()).as("%s, seed %d", result, plan.seed()).isTrue();
        assertThat(result.deskKills()).isEqualTo(plan.deskKills());
        assertThat(result.serverKills()).isEqualTo(plan.serverKills());
        assertThat(result.acknowledged()).isGreaterThan(plan.operations() / 2);
    }
}
