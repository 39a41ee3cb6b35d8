/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.entries.SingleEntries;
import dev.waitany.ring.uring.RawWaiters;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A set that gets other words after its wait ended in a stack overflow, which also kept the waiter
 * from ending the wait. The next wait does that.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefilledSetTest {
    @BeforeAll
    static void needsRings() {
        RequiredRings.assume();
    }

    @Test
    void wakesOfTheInterruptedWaitArePassedOnToItsWordsAndNotToTheNewOnes() {
        try (Arena arena = Arena.ofShared();
                RingWaiter waiter =
                        new RingWaiter(
                                16, RingMode.DEFERRED, RingCalls.KERNEL, _ -> new Overflowing())) {
            FutexWord old = FutexWord.allocate(arena);
            FutexWord fresh = FutexWord.allocate(arena);
            WaitSet set = WaitSet.ofCapacity(2).add(old, 0).add(FutexWord.allocate(arena), 0);
            assertThatThrownBy(() -> waiter.await(set, Deadline.never(), new SurplusWakes()))
                    .isInstanceOf(StackOverflowError.class);
            set.clear().add(fresh, 0);
            try (RawWaiters onOld = RawWaiters.on(old);
                    RawWaiters onFresh = RawWaiters.on(fresh)) {
                while (!onOld.areAlone() || !onFresh.areAlone()) {
                    Thread.onSpinWait();
                }
                WaitSet next = WaitSet.of(FutexWord.allocate(arena));
                assertThat(waiter.await(next, Deadline.now(), new SurplusWakes()))
                        .isEqualTo(Outcome.TIMED_OUT);
                while (onOld.woken() == 0) {
                    Thread.onSpinWait();
                }
                assertThat(onFresh.woken()).isZero();
            }
        }
    }

    /** Throws when it has submitted, and once more when the wait is given up. */
    private static final class Overflowing implements EntryForm {
        private final EntryForm entries = new SingleEntries();
        private int thrown;

        @Override
        public int entries(WaitSet set) {
            return entries.entries(set);
        }

        @Override
        public void submit(Ring ring, WaitSet set, long base) {
            entries.submit(ring, set, base);
            if (thrown == 0) {
                ring.submit();
                thrown++;
                throw new StackOverflowError("injected");
            }
        }

        @Override
        public int woken(int entry, int result) {
            return entries.woken(entry, result);
        }

        @Override
        public int changed(int entry) {
            return entries.changed(entry);
        }

        @Override
        public int mostWakes() {
            return entries.mostWakes();
        }

        /** Takes the first word for one that may have been woken, as a vectored wait does. */
        @Override
        public void infer(WaitSet set, int reported, SurplusWakes surplus) {
            if (thrown == 1) {
                thrown++;
                throw new StackOverflowError("injected");
            }
            if (thrown == 2) {
                thrown++;
                surplus.add(0);
            }
        }
    }
}
