/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.workload.Blocks;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SurplusWakesTest {
    private static final Duration SPAN = Duration.ofMillis(50);
    private static final int WORDS = 16;

    static Stream<String> strategies() {
        return Blocks.strategies();
    }

    static Stream<String> exactStrategies() {
        return Blocks.exactStrategies();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachTokenOfABurstIsTakenOnce(String strategy) throws Exception {
        for (Block block : Blocks.of("surplus@burst=5", strategy, WORDS, SPAN, SPAN)) {
            assertThat(block.operations()).isPositive();
            assertThat(block.operations() % 5).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void wakesThatComeOneByOneLeaveNoSurplus(String strategy) throws Exception {
        Sums sums = Sums.of("surplus@burst=1@waiters=1@surplus=report", strategy);
        assertThat(sums.swallowed + sums.forwarded).isZero();
    }

    /** Each wake that found the waiter has ended a wait, or is a surplus wake of one. */
    @ParameterizedTest
    @MethodSource("exactStrategies")
    void reportedWakesAndWaitsAccountForAllThatFoundTheWaiter(String strategy) throws Exception {
        Sums sums = Sums.of("surplus@waiters=1@surplus=report@placement=one-cpu", strategy);
        assertThat(sums.forwarded).isZero();
        assertThat(sums.swallowed).as("the waiter runs after the burst").isPositive();
        assertThat(sums.swallowed).isLessThan(sums.found);
        assertThat(sums.found).isLessThanOrEqualTo(sums.waits + sums.swallowed);
    }

    /** A wake that no other waiter is there for is reported to the one that consumed it. */
    @ParameterizedTest
    @MethodSource("exactStrategies")
    void forwardedWakesAndWaitsAccountForAllThatFoundAWaiter(String strategy) throws Exception {
        Sums sums = Sums.of("surplus@placement=one-cpu", strategy);
        assertThat(sums.swallowed + sums.forwarded).isPositive();
        assertThat(sums.found).isLessThanOrEqualTo(sums.waits + sums.forwarded + sums.swallowed);
    }

    private record Sums(long found, long waits, long swallowed, long forwarded) {
        /** Runs two blocks. A wait may begin in one and end in the next, so only sums add up. */
        static Sums of(String workload, String strategy) throws Exception {
            List<Block.Wakes> wakes =
                    Blocks.of(workload, strategy, WORDS, SPAN, SPAN).stream()
                            .map(b -> Objects.requireNonNull(b.wakes()))
                            .toList();
            return new Sums(
                    wakes.stream().mapToLong(Block.Wakes::found).sum(),
                    wakes.stream().mapToLong(Block.Wakes::waits).sum(),
                    wakes.stream().mapToLong(Block.Wakes::swallowed).sum(),
                    wakes.stream().mapToLong(Block.Wakes::forwarded).sum());
        }
    }
}
