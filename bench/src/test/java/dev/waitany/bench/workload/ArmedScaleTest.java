/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Results;
import dev.waitany.bench.measure.TargetRatio;
import dev.waitany.bench.measure.Targets;
import dev.waitany.bench.measure.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArmedScaleTest {
    private static final Workload WORKLOAD = new ArmedScale(name -> name.startsWith("armed"));

    @Test
    void armedSetsAreComparedWithTheBestStrategyThatArmsAllWords() {
        assertThat(WORKLOAD.targets(List.of("armed-1", "best", "other", "armed-2")))
                .startsWith(new TargetRatio("armed-1", 128, "best", 128, 0.70))
                .contains(new TargetRatio("armed-2", 128, "best", 128, 0.70))
                .hasSize(6);
        assertThat(WORKLOAD.targets(List.of("best", "other"))).isEmpty();
        assertThat(WORKLOAD.targets(List.of("armed-1"))).hasSize(2);
    }

    @Test
    void targetsAreRatiosOfCpuPerWake() {
        List<Results.Result> results =
                List.of(
                        result("best", 128, 10_000, null),
                        result("armed", 1, 4_000, null),
                        result("armed", 128, 5_000, null),
                        result("armed", 100_000, 6_000, null));
        assertThat(Targets.of(results, List.of(WORKLOAD)))
                .containsExactly(
                        target("armed × 128 / best × 128", 0.5, 0.70, null),
                        target("armed × 128 / armed × 1", 1.25, 1.15, null),
                        target("armed × 100000 / armed × 128", 1.2, 1.5, null));
        assertThat(Targets.of(results.subList(0, 2), List.of(WORKLOAD)))
                .as("nothing to divide")
                .isEmpty();
        assertThat(Targets.of(results, List.of(new PingPong()))).as("of a workload").isEmpty();
    }

    @Test
    void targetHasTheRatioInC() {
        List<Results.Result> results =
                List.of(
                        result("best", 128, 10_000, new Results.Ratio(1, 1.25)),
                        result("armed", 128, 5_000, new Results.Ratio(1, 1)));
        assertThat(Targets.of(results, List.of(WORKLOAD)))
                .containsExactly(target("armed × 128 / best × 128", 0.5, 0.70, 0.625));
    }

    @Test
    void limitIsTheLargestSetIfThatIsLower() throws Exception {
        assertThat(new ArmedScale().limit("threads"))
                .isEqualTo(new Limit(1024, "waits on 1 to 1024 words"));
    }

    private static Results.Target target(
            String figure, double ratio, double bound, @Nullable Double ratioInC) {
        return new Results.Target("armed-scale", figure, ratio, bound, ratioInC);
    }

    private static Results.Result result(
            String strategy, int words, double cpu, Results.@Nullable Ratio ratio) {
        return new Results.Result(
                "armed-scale",
                strategy,
                words,
                null,
                null,
                1000,
                new Results.RoundTrip(1, 1, 1, 1),
                List.of(),
                cpu,
                0.0,
                null,
                null,
                null,
                ratio);
    }
}
