/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Rule 11: nothing but the reasons named ends a wait. */
public interface NoSpuriousReturn extends Subject {
    @Test
    default void rule11_wakesOfOtherWordsAndOtherWaitsEndNothing() throws Exception {
        WaitSet set = scene().words().set(3);
        FutexWord other = scene().words().one();
        Actor<WaitResult> waiter = scene().waiter("waiter", set);
        scene().untilWaiting(set, 1);
        WaitSet busy = WaitSet.of(other);
        for (int i = 0; i < scene().rounds(2_000); i++) {
            other.wakeAll();
            Expect.timedOut(waitAny().await(busy, Deadline.at(System.nanoTime() + 1_000)));
            assertThat(waiter.isDone()).as("ended without a reason").isFalse();
        }
        assertThat(set.word(2).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 2);
    }

    /**
     * Values that change and change back while waits begin make the kernel refuse, and nobody to
     * wake.
     */
    @Test
    default void rule11_everyResultNamesAReasonWhileWordsFlicker() throws Exception {
        WaitSet set = scene().words().set(3);
        FutexWord over = scene().words().one();
        int rounds = scene().rounds(5_000);
        Actor<Boolean> flicker = flicker(set.word(1), over);
        for (int i = 0; i < rounds; i++) {
            long point = System.nanoTime() + 5_000;
            WaitResult result = waitAny().await(set, Deadline.at(point));
            switch (result.kind()) {
                case CHANGED -> assertThat(result.index()).isEqualTo(1);
                case TIMED_OUT -> assertThat(System.nanoTime() - point).isNotNegative();
                default ->
                        throw new AssertionError("nobody wakes, and the wait ended as " + result);
            }
        }
        over.set(1);
        assertThat(flicker.result()).isTrue();
    }

    /** A change without a wake, a permit to park and a collection of garbage are none of these. */
    @Test
    default void rule11_blockedWaitOutlastsWhatDoesNotConcernIt() {
        WaitSet set = scene().words().set(4);
        Actor<WaitResult> waiter = scene().waiter("waiter", set);
        scene().untilWaiting(set, 1);
        for (int i = 0; i < scene().rounds(200); i++) {
            set.word(i % 4).getAndAdd(1);
            set.word(i % 4).getAndAdd(-1);
            LockSupport.unpark(waiter.thread());
            assertThat(waiter.isDone()).as("ended without a reason").isFalse();
        }
        System.gc();
        scene().untilWaiting(set, 1);
        assertThat(waiter.isDone()).as("ended without a reason").isFalse();
        assertThat(set.word(3).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 3);
    }

    @Test
    default void rule11_interruptOfOneWaiterEndsNoOther() {
        FutexWord shared = scene().words().one();
        WaitSet set = WaitSet.of(shared, scene().words().one());
        Actor<WaitResult> waiter = scene().waiter("waiter", set);
        scene().untilWaiting(set, 1);
        for (int i = 0; i < scene().rounds(50); i++) {
            Actor<WaitResult> other = scene().waiter("other", WaitSet.of(shared));
            scene().untilWaiting(shared, 2);
            other.thread().interrupt();
            assertThat(other.failure()).isInstanceOf(InterruptedException.class);
            assertThat(waiter.isDone()).as("ended without a reason").isFalse();
        }
        assertThat(shared.wakeAll()).isEqualTo(1);
        Expect.woken(waiter.result(), 0);
    }

    /** Nothing changes: each wake ends one wait, and each wait is ended by one wake. */
    @Test
    default void rule11_waitsEndOneByOneWithTheirWakes() {
        WaitSet set = scene().words().set(3);
        FutexWord ended = scene().words().one();
        int rounds = scene().rounds(2_000);
        Actor<Integer> waiter =
                scene().actors()
                        .start(
                                "waiter",
                                () -> {
                                    for (int i = 0; i < rounds; i++) {
                                        Expect.woken(waitAny().await(set, Deadline.never()), i % 3);
                                        ended.getAndAdd(1);
                                    }
                                    return rounds;
                                });
        for (int i = 0; i < rounds; i++) {
            scene().untilWaiting(set, 1);
            assertThat(ended.get()).as("waits that have ended").isEqualTo(i);
            assertThat(set.word(i % 3).wakeOne()).isEqualTo(1);
            int now = i + 1;
            scene().until(() -> ended.get() == now, () -> "wait " + now + " ended");
        }
        assertThat(waiter.result()).isEqualTo(rounds);
    }

    /**
     * A wait that the kernel refuses for a value that is gone again must still hear of an interrupt
     * that came with it.
     */
    @Test
    default void rule11_interruptIsHeardWhileWordsFlicker() {
        WaitSet set = scene().words().set(2);
        FutexWord over = scene().words().one();
        Actor<Boolean> flicker = flicker(set.word(1), over);
        Actor<Integer> waiter =
                scene().actors()
                        .start(
                                "waiter",
                                () -> {
                                    int interrupts = 0;
                                    while (over.get() == 0) {
                                        try {
                                            waitAny().await(set, Deadline.never());
                                        } catch (InterruptedException e) {
                                            interrupts++;
                                        }
                                    }
                                    return interrupts;
                                });
        for (int round = 0; round < scene().rounds(2_000); round++) {
            waiter.thread().interrupt();
            scene().until(() -> !waiter.thread().isInterrupted(), () -> "the interrupt was heard");
        }
        over.set(1);
        waiter.thread().interrupt();
        assertThat(waiter.result()).isPositive();
        assertThat(flicker.result()).isTrue();
    }

    /** Changes a word and changes it back, without a wake, until it is over. */
    private Actor<Boolean> flicker(FutexWord word, FutexWord over) {
        return scene().actors()
                .start(
                        "flicker",
                        () -> {
                            while (over.get() == 0) {
                                word.set(1);
                                word.set(0);
                            }
                            return true;
                        });
    }
}
