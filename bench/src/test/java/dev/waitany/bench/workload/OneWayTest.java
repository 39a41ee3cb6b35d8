/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class OneWayTest {
    private static final Duration SPAN = Duration.ofMillis(100);
    private static final int IN_A_SPAN = 50; // one each 2 ms

    static Stream<Cell> cells() {
        Workload workload = Workloads.named("one-way@rate=500");
        return WaitAny.strategies().stream()
                .filter(Support::available)
                .flatMap(s -> Stream.of(1, 8).map(n -> new Cell(workload, s.strategy(), n)));
    }

    /** Changes that the waiter sees together are one operation, so there may be fewer. */
    @ParameterizedTest
    @MethodSource("cells")
    void eachChangeIsSeenAndTheRateDoesNotDependOnTheWaiter(Cell cell) throws Exception {
        FutureTask<List<Block>> blocks =
                new FutureTask<>(
                        () -> {
                            try (Workload.Session session =
                                    cell.workload().open(cell, Placement.ofThisProcess(), 1)) {
                                return List.of(session.run(SPAN), session.run(SPAN));
                            }
                        });
        Thread.ofPlatform().start(blocks); // a session pins its driver
        for (Block block : blocks.get()) {
            assertThat(block.operations()).isBetween(1L, (long) IN_A_SPAN);
            assertThat(block.latency().getValueAtPercentile(50)).isPositive();
            assertThat(block.costs().cpuNanos())
                    .as("without the driver, which spins")
                    .isEqualTo(block.costs().waiterCpuNanos())
                    .isPositive();
        }
    }
}
