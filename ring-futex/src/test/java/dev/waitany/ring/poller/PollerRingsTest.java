/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.entries.SingleEntries;
import dev.waitany.ring.entries.VectoredEntries;
import dev.waitany.ring.uring.CountingCalls;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which ring takes a wait, and when the rings are entered. */
@Timeout(60)
class PollerRingsTest {
    private final CountingCalls calls = new CountingCalls();
    private final Arena arena = Arena.ofShared();

    @BeforeEach
    void needRings() {
        RequiredRings.assume();
    }

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @Test
    void thousandVectoredWaitsShareOneRing() {
        try (PollerGroup group = group(VectoredEntries::new, PollerTuning.VECTORED)) {
            for (int i = 0; i < 1000; i++) {
                begin(group);
            }
            assertThat(calls.fds()).hasSize(1);
        }
    }

    @Test
    void ringWithRoomAgainTakesTheNextWait() throws Exception {
        try (PollerGroup group = group(_ -> new SingleEntries(), new PollerTuning(2, 8, false))) {
            Waiting[] waits = new Waiting[8];
            for (int i = 0; i < waits.length; i++) {
                waits[i] = begin(group);
            }
            assertThat(calls.fds()).hasSize(4);
            for (int i = 0; i < waits.length; i++) {
                waits[i].end();
                begin(group);
            }
            assertThat(calls.fds()).hasSize(4);
        }
    }

    /** The kernel has made the completion when the first ring reports the further one. */
    @Test
    void completionsOfAFurtherRingAreReadWithoutEnteringIt() throws Exception {
        try (PollerGroup group = group(_ -> new SingleEntries(), new PollerTuning(1, 8, false))) {
            begin(group);
            Waiting further = begin(group);
            int fd = calls.fds().get(1);
            int before = calls.enters(fd);
            assertThat(before).as("submitted the wait").isPositive();
            further.end();
            begin(group).end();
            assertThat(calls.fds()).hasSize(2);
            assertThat(calls.enters(fd)).as("submitted another one").isEqualTo(before + 1);
        }
    }

    private PollerGroup group(Function<Arena, EntryForm> entries, PollerTuning tuning) {
        return new PollerGroup(
                "rings",
                new PollerRingFactory(
                        RingMode.COOPERATIVE, RingMode.COOPERATIVE, calls, entries, tuning));
    }

    /** Begins a wait, and returns when it is pending. */
    private Waiting begin(PollerGroup group) {
        FutexWord word = FutexWord.allocate(arena);
        Waiting waiting = new Waiting(word, new CountDownLatch(1));
        group.begin(WaitSet.of(word), Deadline.never(), waiting);
        while (Futex.waiters(word.segment(), false) == 0) {
            Thread.onSpinWait();
        }
        return waiting;
    }

    private record Waiting(FutexWord word, CountDownLatch ended) implements PendingWaits.Ending {
        void end() throws InterruptedException {
            assertThat(word.wakeOne()).isOne();
            ended.await();
        }

        @Override
        public boolean ended(int outcome, SurplusWakes surplus) {
            ended.countDown();
            return true;
        }

        @Override
        public void failed(Throwable failure, SurplusWakes consumed) {
            throw new AssertionError(failure);
        }
    }
}
