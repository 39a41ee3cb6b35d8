/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.workload.Blocks;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FrameLoopTest {
    private static final Duration SPAN = Duration.ofMillis(200);
    private static final long MILLI = 1_000_000;

    static Stream<String> strategies() {
        return Blocks.strategies();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void frameTakesAsLongAsItsWorkAndItsWakes(String strategy) throws Exception {
        for (Block block : Blocks.of("frame-loop@rate=50@work=2ms", strategy, 2, SPAN, SPAN)) {
            assertThat(block.operations()).as("frames of 20 ms").isBetween(1L, 10L);
            assertThat(block.latency().getMinValue())
                    .isGreaterThanOrEqualTo(2 * MILLI - MILLI / 10);
            Long missed = Objects.requireNonNull(block.wakes()).missed();
            assertThat(block.operations() + Objects.requireNonNull(missed))
                    .as("each period is a frame or missed, and the last frame may be late")
                    .isGreaterThanOrEqualTo(9L);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void frameThatIsLongerThanItsPeriodMissesTheNextOnes(String strategy) throws Exception {
        for (Block block : Blocks.of("frame-loop@rate=500@work=5ms", strategy, 2, SPAN)) {
            Long missed = Objects.requireNonNull(block.wakes()).missed();
            assertThat(missed)
                    .as("2 or more in each frame of 5 ms")
                    .isGreaterThanOrEqualTo(2 * block.operations());
        }
    }
}
