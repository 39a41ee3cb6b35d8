/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.SampleResults;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonRunTest {
    /** The sample has two sizes and two forks, and a minute for all. */
    @Test
    void resumedRunHasTheTimeOfTheGroupsThatAreLeft() {
        assertThat(resumed().effort().total()).hasSeconds(60);
        Results.Group one = new Results.Group(0, "ping-pong", 8, true);
        assertThat(resumed(one).effort().total()).hasSeconds(45);
        Results.Group other = new Results.Group(1, "ping-pong", 1, true);
        assertThat(resumed(one, other).effort().total()).hasSeconds(30);
    }

    private static ComparisonRun resumed(Results.Group... complete) {
        Results r =
                SampleResults.of(
                        SampleResults.java("ping-pong", "threads", 1, 10),
                        SampleResults.java("ping-pong", "threads", 8, 10));
        Results partial =
                new Results(
                        r.schemaVersion(),
                        true,
                        r.plan(),
                        r.environment(),
                        r.conditions(),
                        r.cells(),
                        List.of(complete),
                        r.nodes(),
                        r.leftOut(),
                        r.missing(),
                        null);
        return ComparisonRun.resuming(
                partial, new OutFolder(Path.of("none")), new PrintWriter(new StringWriter()));
    }
}
