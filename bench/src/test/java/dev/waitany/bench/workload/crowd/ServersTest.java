/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.workload.Blocks;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several wakers of one waiter, and several waiters of one driver. */
@Timeout(60)
class ServersTest {
    private static final Duration SPAN = Duration.ofMillis(100);

    static Stream<String> strategies() {
        return Blocks.strategies();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachWakerOfAFanInHasItsChangesAnswered(String strategy) throws Exception {
        int wakers = 4;
        long answers = 0;
        long news = 0;
        for (Block block : Blocks.of("fan-in", strategy, wakers, SPAN, SPAN)) {
            Block.Wakes wakes = Objects.requireNonNull(block.wakes());
            assertThat(block.operations()).isGreaterThanOrEqualTo(wakers);
            assertThat(block.perSecond()).isNotNull().isPositive();
            assertThat(block.costs().waiterCpuNanos()).isLessThan(block.costs().cpuNanos());
            answers += block.operations();
            news += wakes.waits() - wakes.spurious();
        }
        assertThat(news).as("one wait for each change").isEqualTo(answers);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void requestsComeAtTheRateAndEachIsServedOnce(String strategy) throws Exception {
        for (Block block : Blocks.of("server-mix@rate=1000", strategy, 3, SPAN, SPAN)) {
            Block.Wakes wakes = Objects.requireNonNull(block.wakes());
            assertThat(block.operations()).as("of 100 on average").isBetween(50L, 170L);
            assertThat(wakes.found()).isLessThanOrEqualTo(block.operations());
            assertThat(wakes.waits()).as("with timers of 2 ms").isGreaterThan(50);
        }
    }
}
