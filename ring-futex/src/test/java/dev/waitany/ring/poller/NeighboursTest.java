/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.ring.entries.SingleEntries;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of one pending wait never takes another one off its word, not for an instant. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NeighboursTest {
    private static final int ROUNDS = 300;

    /** Few words on the ring of the neighbour, or many on a ring alone. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20})
    void neighbourStaysOnItsWord(int words) throws Exception {
        RequiredRings.assume();
        PollerRingFactory factory =
                new PollerRingFactory(
                        RingMode.DEFERRED,
                        RingMode.COOPERATIVE,
                        RingCalls.KERNEL,
                        _ -> new SingleEntries(),
                        PollerTuning.CANCELLED);
        try (Arena arena = Arena.ofShared();
                PollerGroup group = new PollerGroup("neighbours", factory)) {
            FutexWord word = FutexWord.allocate(arena);
            FutexWord[] others =
                    IntStream.range(0, words)
                            .mapToObj(_ -> FutexWord.allocate(arena))
                            .toArray(FutexWord[]::new);
            Told neighbour = new Told();
            group.begin(WaitSet.of(word), Deadline.never(), neighbour);
            for (int round = 0; round < ROUNDS; round++) {
                Told other = new Told();
                group.begin(WaitSet.of(others), Deadline.never(), other);
                while (waiters(others[words - 1]) == 0 || waiters(word) == 0) {
                    Thread.onSpinWait();
                }
                others[0].wakeOne();
                while (other.latch.getCount() > 0) {
                    assertThat(waiters(word)).as("round %d", round).isEqualTo(1);
                }
                assertThat(waiters(word)).as("after round %d", round).isEqualTo(1);
            }
            assertThat(word.wakeOne()).isEqualTo(1);
            neighbour.latch.await();
        }
    }

    private static int waiters(FutexWord word) {
        return Futex.waiters(word.segment(), false);
    }

    private static final class Told implements PendingWaits.Ending {
        final CountDownLatch latch = new CountDownLatch(1);

        @Override
        public boolean ended(int outcome, SurplusWakes surplus) {
            latch.countDown();
            return true;
        }

        @Override
        public void failed(Throwable failure, SurplusWakes surplus) {
            throw new AssertionError(failure);
        }
    }
}
