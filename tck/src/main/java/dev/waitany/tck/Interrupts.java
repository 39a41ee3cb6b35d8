/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule 4: an interrupt ends a wait at once, and loses no wake. */
public interface Interrupts extends Subject {
    /** An interrupt that had to wait for a wake or a deadline would take far longer. */
    Duration AT_ONCE = Duration.ofSeconds(2);

    @Test
    default void rule04_interruptEndsABlockedWaitAtOnce() {
        for (int size : scene().sizes()) {
            WaitSet set = scene().words().set(size);
            Actor<WaitResult> waiter = scene().waiter("waiter on " + size, set);
            scene().untilWaiting(set, 1);
            long begin = System.nanoTime();
            waiter.thread().interrupt();
            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
            assertThat(System.nanoTime() - begin)
                    .as("ns to end")
                    .isLessThan(scene().atMost(AT_ONCE).toNanos());
            assertThat(set.word(size - 1).wakeAll()).as("waiters left").isZero();
        }
    }

    @Test
    default void rule04_interruptedThreadDoesNotBeginToWait() {
        WaitSet set = scene().words().set(2);
        set.word(0).set(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> waitAny().await(set, Deadline.never()))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).as("status after").isFalse();
    }

    @Test
    default void rule04_threadAndSetServeAgainAfterAnInterrupt() throws Exception {
        WaitSet set = scene().words().set(3);
        FutexWord interrupted = scene().words().one();
        Actor<WaitResult> waiter =
                scene().actors()
                        .start(
                                "waiter",
                                () -> {
                                    try {
                                        WaitResult early = waitAny().await(set, Deadline.never());
                                        throw new AssertionError("not interrupted: " + early);
                                    } catch (InterruptedException expected) {
                                        interrupted.set(1);
                                        return waitAny().await(set, Deadline.never());
                                    }
                                });
        scene().untilWaiting(set, 1);
        waiter.thread().interrupt();
        scene().until(() -> interrupted.get() == 1, () -> "the interrupt ended the first wait");
        scene().untilWaiting(set, 1);
        assertThat(set.word(2).wakeOne()).isEqualTo(1);
        Expect.woken(waiter.result(), 2);
    }

    @Test
    default void rule04_interruptRacingWithAWakeLosesNeither() throws Exception {
        FutexWord word = scene().words().one();
        for (int round = 0; round < scene().rounds(1_500); round++) {
            WaitSet set = WaitSet.of(word, scene().words().one());
            WakeRace.run(this, set, work -> scene().actors().start("waiter", work));
        }
    }

    /** A second wait stands behind on the word: it gets the wake, unless the first reports it. */
    @Test
    default void rule04_wakeThatAnInterruptedWaitDoesNotReportGoesToTheNext() {
        FutexWord word = scene().words().one();
        WaitSet first = WaitSet.of(scene().words().one(), word);
        WaitSet second = WaitSet.of(word);
        for (int round = 0; round < scene().rounds(500); round++) {
            first.refresh();
            second.refresh();
            Actor<WaitResult> firstWaiter = scene().waiter("first", first);
            scene().untilWaiting(first, 1);
            Actor<WaitResult> secondWaiter = scene().waiter("second", second);
            scene().untilWaiting(word, 2);
            Actor<Boolean> interrupter =
                    scene().actors()
                            .start(
                                    "interrupter",
                                    () -> {
                                        firstWaiter.thread().interrupt();
                                        return true;
                                    });
            word.getAndAdd(1);
            word.wakeOne();
            if (!firstWaiter.hasFailed()) {
                Expect.ready(firstWaiter.result(), 1);
                word.wakeOne();
            }
            Expect.ready(secondWaiter.result(), 0);
            assertThat(interrupter.result()).isTrue();
            scene().actors().joinAndForget();
        }
    }

    /** Before, within and after a call: wherever an interrupt falls, one wait ends by it. */
    @Test
    default void rule04_everyInterruptOfAThreadThatKeepsWaitingIsSeen() {
        WaitSet set = scene().words().set(2);
        FutexWord seen = scene().words().one();
        int rounds = scene().rounds(2_000);
        Actor<Integer> waiter =
                scene().actors()
                        .start(
                                "waiter",
                                () -> {
                                    for (int round = 1; round <= rounds; round++) {
                                        assertThatThrownBy(
                                                        () ->
                                                                waitAny()
                                                                        .await(
                                                                                set,
                                                                                Deadline.never()))
                                                .isInstanceOf(InterruptedException.class);
                                        seen.set(round);
                                    }
                                    return rounds;
                                });
        for (int round = 1; round <= rounds; round++) {
            int mine = round;
            waiter.thread().interrupt();
            scene().until(() -> seen.get() == mine, () -> "interrupt " + mine + " was seen");
        }
        assertThat(waiter.result()).isEqualTo(rounds);
    }
}
