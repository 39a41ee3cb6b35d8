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

@Timeout(60)
class HerdTest {
    private static final Duration SPAN = Duration.ofMillis(50);
    private static final int WAITERS = 5;

    static Stream<String> strategies() {
        return Blocks.strategies();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachChangeIsAnsweredByEveryWaiter(String strategy) throws Exception {
        long answers = 0;
        long news = 0;
        long found = 0;
        for (Block block : Blocks.of("herd-all", strategy, WAITERS, SPAN, SPAN)) {
            Block.Wakes wakes = Objects.requireNonNull(block.wakes());
            assertThat(block.operations() % WAITERS).isZero();
            assertThat(block.latency().getValueAtPercentile(50)).isPositive();
            answers += block.operations();
            news += wakes.waits() - wakes.spurious();
            found += wakes.found();
        }
        assertThat(answers).isPositive();
        assertThat(found).as("one wake for each waiter and change").isBetween(1L, answers);
        assertThat(news)
                .as("waits that saw a change, and those that a block's end cut off")
                .isBetween(answers, answers + WAITERS);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachTokenIsTakenOnceAndWakesAtMostOneWaiter(String strategy) throws Exception {
        for (Block block : Blocks.of("herd-one", strategy, WAITERS, SPAN, SPAN)) {
            Block.Wakes wakes = Objects.requireNonNull(block.wakes());
            assertThat(block.operations()).isPositive();
            assertThat(wakes.found()).isLessThanOrEqualTo(block.operations());
            assertThat(wakes.waits()).isGreaterThanOrEqualTo(block.operations());
            assertThat(wakes.missed()).isNull();
        }
    }
}
