/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class GroupWorkloadTest {
    private static final int WAITERS = 40; // more than wakes in flight
    private static final List<Workload> WORKLOADS =
            List.of(
                    GroupWorkloads.async(),
                    GroupWorkloads.virtualThreads(),
                    GroupWorkloads.virtualArmed());

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Workload workload : WORKLOADS) {
            WaitAny.strategies().stream()
                    .filter(Support::available)
                    .forEach(s -> cells.add(new Cell(workload, s.strategy(), WAITERS)));
            workload.baselines().forEach(b -> cells.add(new Cell(workload, b, WAITERS)));
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyWakeIsRepliedToWithOneAndWithSeveralInFlight(Cell cell) throws Exception {
        assertThat(onNewThread(cell, Duration.ofMillis(100)))
                .satisfies(
                        block -> {
                            assertThat(block.operations()).isPositive();
                            assertThat(block.costs().cpuNanos()).isPositive();
                            assertThat(block.perSecond()).isNotNull().isPositive();
                        });
    }

    @ParameterizedTest
    @FieldSource("WORKLOADS")
    void limitIsWhatAFewWaitsAreSeenToTake(Workload workload) throws Exception {
        assertThat(workload.limit("threads"))
                .isEqualTo(new Limit(400, "takes 5 threads for each pending wait"));
        assertThat(workload.limit("CompletableFuture.anyOf")).isEqualTo(Limit.NONE);
    }

    @Test
    void waiterThatFailsFailsTheDriver() {
        Replies replies = new Replies(2);
        replies.add(1);
        replies.awaitMoreThan(0);
        assertThat(replies.of(1)).isEqualTo(1);
        replies.fail(new IOException("no more files"));
        assertThatThrownBy(() -> replies.awaitMoreThan(1)).hasMessageContaining("no more files");
    }

    /** Runs one block on a new thread, because a session pins its driver to a CPU. */
    private static Block onNewThread(Cell cell, Duration span) throws Exception {
        List<Block> blocks = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Thread.ofPlatform()
                .start(
                        () -> {
                            try (Workload.Session session =
                                    cell.workload().open(cell, Placement.ofThisProcess(), 1)) {
                                blocks.add(session.run(span));
                            } catch (Throwable failure) {
                                failures.add(failure);
                            }
                        })
                .join();
        assertThat(failures).isEmpty();
        return blocks.getFirst();
    }
}
