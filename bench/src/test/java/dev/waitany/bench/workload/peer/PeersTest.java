/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.Blocks;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class PeersTest {
    private static final Duration SPAN = Duration.ofMillis(40);

    static List<String> peers() {
        return new Peers().names();
    }

    /** The session fails if the waiter gets another source than the one that was signalled. */
    @ParameterizedTest
    @MethodSource("peers")
    void eachSignalOfEachSourceIsAnswered(String peer) throws Exception {
        for (Block block : Blocks.of("ping-pong", peer, 8, SPAN, SPAN)) {
            assertThat(block.operations()).isPositive();
            Block.Phases phases = Objects.requireNonNull(block.phases());
            assertThat(phases.wakeToRun().getTotalCount()).isEqualTo(block.operations());
            assertThat(block.costs().waiterCpuNanos())
                    .isPositive()
                    .isLessThan(block.costs().cpuNanos());
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void eachSignalAtARateIsSeen(String peer) throws Exception {
        for (Block block : Blocks.of("one-way@rate=500", peer, 8, SPAN, SPAN)) {
            assertThat(block.operations()).isBetween(1L, 20L); // one each 2 ms
            assertThat(block.latency().getMaxValue()).isPositive();
        }
    }

    @Test
    void driverThatAnswersItselfNeverSleeps() throws Exception {
        Block block = Blocks.of("ping-pong", Workload.INSTRUMENT, 8, SPAN).getFirst();
        assertThat(block.operations()).isGreaterThan(1000);
        assertThat(block.costs().process().voluntarySwitches())
                .isLessThan(block.operations() / 100);
    }

    @Test
    void waiterThatGetsAnotherSourceFailsTheDriver() {
        Signals wrong =
                new SemaphoreSignals(2) {
                    @Override
                    public int await() throws InterruptedException {
                        return 1 - super.await();
                    }
                };
        FutureTask<Block> block =
                new FutureTask<>(
                        () -> {
                            Placement placement = Placement.ofThisProcess();
                            try (PeerSession session = new PeerSession(wrong, placement, () -> 0)) {
                                return session.run(SPAN);
                            }
                        });
        Thread.ofPlatform().start(block);
        assertThatThrownBy(block::get).hasMessageContaining("signalled 0, got 1");
    }

    @Test
    void waiterThatSpinsBlocksBetweenBlocks() throws Exception {
        FutureTask<Boolean> slept =
                new FutureTask<>(
                        () -> {
                            Placement placement = Placement.ofThisProcess();
                            try (PeerSession session =
                                    new PeerSession(new SpinSignals(2), placement, () -> 1)) {
                                assertThat(session.run(SPAN).operations()).isPositive();
                                Thread waiter = waiter();
                                while (waiter.getState() == Thread.State.RUNNABLE) {
                                    Thread.onSpinWait();
                                }
                                assertThat(session.run(SPAN).operations()).isPositive();
                                return true;
                            }
                        });
        Thread.ofPlatform().start(slept);
        assertThat(slept.get()).isTrue();
    }

    private static Thread waiter() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("peer waiter"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void peersThatSleepDoSoTwiceInEachRoundTrip() throws Exception {
        Block block = Blocks.of("ping-pong", "epoll", 1, SPAN).getFirst();
        assertThat(block.costs().process().voluntarySwitches())
                .isGreaterThanOrEqualTo(block.operations());
    }
}
