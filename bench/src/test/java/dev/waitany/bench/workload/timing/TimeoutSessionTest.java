/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.workload.Blocks;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class TimeoutSessionTest {
    private static final Duration SPAN = Duration.ofMillis(50);
    private static final long MILLI = 1_000_000;

    static Stream<String> waits() {
        return Stream.concat(Blocks.strategies(), new Timeouts().baselines().stream());
    }

    @ParameterizedTest
    @MethodSource("waits")
    void eachWaitEndsAfterItsDeadline(String strategy) throws Exception {
        for (Block block : Blocks.of("timeouts", strategy, 2, SPAN, SPAN)) {
            assertThat(block.operations()).as("deadlines of 1 ms").isBetween(1L, 50L);
            assertThat(block.latency().getMinValue()).isPositive();
        }
    }

    @Test
    void timeIsHowLateTheWaitEnds() throws Exception {
        try (TimeoutSession session = spinning(deadline -> deadline + 3 * MILLI)) {
            Block block = session.run(SPAN);
            assertThat(block.latency().getMinValue())
                    .isGreaterThanOrEqualTo(3 * MILLI - MILLI / 100);
            assertThat(block.operations()).isBetween(1L, 13L);
        }
    }

    @Test
    void waitThatEndsEarlyIsAFault() {
        try (TimeoutSession session = spinning(deadline -> deadline - MILLI / 2)) {
            assertThatThrownBy(() -> session.run(SPAN)).hasMessageContaining("before its deadline");
        }
    }

    /** Returns a session whose waits end at a time that is computed from the deadline. */
    private static TimeoutSession spinning(LongUnaryOperator end) {
        return new TimeoutSession(
                new TimedWait() {
                    @Override
                    public void until(long time) {
                        while (System.nanoTime() - end.applyAsLong(time) < 0) {
                            Thread.onSpinWait();
                        }
                    }

                    @Override
                    public void close() {}
                },
                MILLI);
    }
}
