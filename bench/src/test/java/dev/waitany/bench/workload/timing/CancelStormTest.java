/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.workload.Blocks;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class CancelStormTest {
    private static final Duration SPAN = Duration.ofMillis(30);

    static Stream<String> strategies() {
        return Blocks.strategies();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachInterruptEndsABlockedWait(String strategy) throws Exception {
        assertIsCounted(Blocks.of("cancel-storm", strategy, 8, SPAN, SPAN));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachCloseEndsABlockedWait(String strategy) throws Exception {
        assertIsCounted(Blocks.of("cancel-storm@by=close", strategy, 8, SPAN, SPAN));
    }

    /** The waiter sleeps before and the driver after each cancellation. */
    private static void assertIsCounted(Iterable<Block> blocks) {
        for (Block block : blocks) {
            assertThat(block.operations()).isPositive();
            assertThat(block.latency().getMinValue()).isPositive();
            assertThat(block.costs().process().voluntarySwitches())
                    .isGreaterThanOrEqualTo(block.operations());
        }
    }
}
