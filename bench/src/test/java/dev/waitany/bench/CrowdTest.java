/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Support;
import dev.waitany.WaitAny;
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
class CrowdTest {
    private static final int WAITERS = 40; // more than are in flight
    private static final List<Workload> WORKLOADS =
            List.of(Crowds.async(), Crowds.virtualThreads());

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Workload workload : WORKLOADS) {
            WaitAny.strategies().stream()
                    .filter(Support::available)
                    .forEach(s -> cells.add(new Cell(workload.name(), s.strategy(), WAITERS)));
            workload.baselines().forEach(b -> cells.add(new Cell(workload.name(), b, WAITERS)));
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyWakeIsAnsweredOneAtATimeAndSeveral(Cell cell) throws Exception {
        assertThat(afresh(cell, Duration.ofMillis(100)))
                .satisfies(
                        block -> {
                            assertThat(block.operations()).isPositive();
                            assertThat(block.cpuNanos()).isPositive();
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
        Answers answers = new Answers(2);
        answers.answer(1);
        answers.awaitMoreThan(0);
        assertThat(answers.of(1)).isEqualTo(1);
        answers.fail(new IOException("no more files"));
        assertThatThrownBy(() -> answers.awaitMoreThan(1)).hasMessageContaining("no more files");
    }

    /** On a thread of its own, since it is tied to a CPU. */
    private static Block afresh(Cell cell, Duration span) throws Exception {
        List<Block> blocks = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Thread.ofPlatform()
                .start(
                        () -> {
                            Workload workload = Workloads.named(cell.workload());
                            try (Workload.Session session =
                                    workload.open(cell, Placement.ofThisProcess(), 1)) {
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
