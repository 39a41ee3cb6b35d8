/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.TargetRatio;
import dev.waitany.bench.measure.Workload;
import java.util.List;
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
    void limitIsTheLargestSetIfThatIsLower() throws Exception {
        assertThat(new ArmedScale().limit("threads"))
                .isEqualTo(new Limit(1024, "waits on 1 to 1024 words"));
    }
}
