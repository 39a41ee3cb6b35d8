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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What cannot be brought about from outside: waits that go on, on the rings that a poller polls.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PollerTest {
    private static final PollerRingFactory FORM =
            new PollerRingFactory(
                    RingMode.DEFERRED,
                    RingMode.COOPERATIVE,
                    RingCalls.KERNEL,
                    arena -> new SingleEntries(),
                    PollerTuning.CANCELLED);

    /** Ends as often as it is told to go on, and once more. */
    private record Counted(AtomicInteger goOn, CountDownLatch over) implements PendingWaits.Ending {
        Counted(int times) {
            this(new AtomicInteger(times), new CountDownLatch(1));
        }

        @Override
        public boolean ended(int outcome, SurplusWakes surplus) {
            if (outcome >= 0 && goOn.getAndDecrement() > 0) {
                return false;
            }
            over.countDown();
            return true;
        }

        @Override
        public void failed(Throwable failure, SurplusWakes consumed) {
            throw new AssertionError(failure);
        }
    }

    @BeforeEach
    void needRings() {
        RequiredRings.assume();
    }

    @Test
    void waitThatGoesOnIsPendingAgainAlsoOnAFurtherRing() throws Exception {
        Poller poller = Poller.start("poller", FORM, 8);
        try (Arena arena = Arena.ofShared()) {
            for (int i = 0; i < PollerTuning.CANCELLED.room(); i++) { // the first ring is full then
                FutexWord filler = FutexWord.allocate(arena);
                poller.begin(WaitSet.of(filler), Deadline.never(), new Counted(0));
                untilWaiting(filler); // the poller takes the newest first of those that are new
            }
            FutexWord word = FutexWord.allocate(arena);
            Counted ending = new Counted(3);
            poller.begin(WaitSet.of(word), Deadline.never(), ending);
            for (int wake = 0; wake < 4; wake++) {
                untilWaiting(word);
                assertThat(word.wakeOne()).isOne();
            }
            ending.over.await();
            poller.close();
        }
    }

    /** Without the repetition, the wait would be in the inbox of a poller that sleeps on. */
    @Test
    void doorbellThatFailsForLackOfMemoryIsRungAgain() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        Doorbell failing =
                new Doorbell(
                        word -> {
                            if (failures.getAndDecrement() > 0) {
                                throw new OutOfMemoryError("injected");
                            }
                            word.wakeOne();
                        });
        Poller poller = Poller.start("poller", FORM, 8, failing);
        try (Arena arena = Arena.ofShared()) {
            int rung = 0;
            while (rung < 20) { // not in a round in which the poller is awake: it needs no ring
                FutexWord word = FutexWord.allocate(arena);
                Counted ending = new Counted(0);
                untilInTheKernel();
                failures.set(5);
                poller.begin(WaitSet.of(word), Deadline.never(), ending);
                untilWaiting(word);
                assertThat(word.wakeOne()).isOne();
                ending.over.await();
                rung += failures.get() < 0 ? 1 : 0; // as often as it failed, and once more
            }
            poller.close();
        }
    }

    private static void untilInTheKernel() {
        Thread poller =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("poller"))
                        .findFirst()
                        .orElseThrow();
        while (!List.of(poller.getStackTrace()).toString().contains("KernelRingCalls.enter")) {
            Thread.onSpinWait();
        }
    }

    private static void untilWaiting(FutexWord word) {
        while (Futex.waiters(word.segment(), false) == 0) {
            Thread.onSpinWait();
        }
    }
}
