/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How calls on armed sets, and the sets themselves, are ended by others. */
public interface ArmedEnds extends Subject {
    @Test
    default void armed_closeByAnotherThreadCancelsTheCall() {
        WaitSet set = scene().words().set(3);
        AtomicReference<ArmedSet> armed = new AtomicReference<>();
        Actor<WaitResult> owner =
                scene().actors()
                        .start(
                                "owner",
                                () -> {
                                    armed.set(waitAny().arm(set));
                                    return armed.get().await(Deadline.never());
                                });
        scene().untilWaiting(set, 1);
        armed.get().close();
        Expect.cancelled(owner.result());
        assertThat(set.word(1).wakeAll()).as("waiters left").isZero();
    }

    @Test
    default void armed_closeByAnotherThreadBetweenCallsLeavesNothingArmed() throws Exception {
        WaitSet set = scene().words().set(3);
        ArmedSet armed =
                scene().actors()
                        .start(
                                "owner",
                                () -> {
                                    ArmedSet made = waitAny().arm(set);
                                    Expect.timedOut(
                                            made.await(Deadline.at(System.nanoTime() + 10_000)));
                                    return made;
                                })
                        .result();
        armed.close();
        assertNothingWaits(set);
        Expect.timedOut(waitAny().await(set, Deadline.now()));
    }

    @Test
    default void armed_interruptEndsTheCallAndLeavesTheWordsArmed() {
        WaitSet set = scene().words().set(3);
        Actor<WaitResult> owner =
                scene().actors()
                        .start(
                                "owner",
                                () -> {
                                    try (ArmedSet armed = waitAny().arm(set)) {
                                        try {
                                            return armed.await(Deadline.never());
                                        } catch (InterruptedException expected) {
                                            return armed.await(Deadline.never());
                                        }
                                    }
                                });
        scene().untilWaiting(set, 1);
        owner.thread().interrupt();
        while (!owner.isDone()) {
            set.word(2).wakeOne();
        }
        Expect.woken(owner.result(), 2);
    }

    /** A wake that the set has consumed and no call has delivered goes to somebody else. */
    @Test
    default void armed_undeliveredWakeIsForwardedByClose() throws Exception {
        assumeTrue(
                waitAny().capabilities().staysArmed(),
                () -> waitAny().name() + " keeps no set armed");
        FutexWord word = scene().words().one();
        WaitSet others = WaitSet.of(word);
        ArmedSet armed = waitAny().arm(WaitSet.of(scene().words().one(), word));
        Expect.timedOut(armed.await(Deadline.at(System.nanoTime() + 10_000)));
        Actor<WaitResult> other = scene().waiter("other", others);
        scene().untilWaiting(word, 2);
        assertThat(word.wakeOne()).isEqualTo(1);
        scene().untilWaiting(word, 1);
        armed.close();
        Expect.woken(other.result(), 0);
    }

    @Test
    default void armed_ownerThatDiesLeavesASetThatCanBeClosed() throws Exception {
        WaitSet set = scene().words().set(2);
        AtomicReference<ArmedSet> armed = new AtomicReference<>();
        Actor<Boolean> owner =
                scene().actors()
                        .start(
                                "owner",
                                () -> {
                                    armed.set(waitAny().arm(set));
                                    armed.get().await(Deadline.at(System.nanoTime() + 10_000));
                                    return true;
                                });
        assertThat(owner.result()).isTrue();
        owner.thread().join();
        armed.get().close();
        assertNothingWaits(set);
        Expect.timedOut(waitAny().await(set, Deadline.now()));
    }

    private static void assertNothingWaits(WaitSet set) {
        for (int i = 0; i < set.size(); i++) {
            assertThat(Words.waiters(set.word(i))).as("waiters of word " + i).isZero();
        }
    }

    /** A stranger cannot tell what came: one waiter of each word that was armed is woken. */
    @Test
    default void armed_undeliveredWakeIsForwardedWhenAStrangerCloses() throws Exception {
        assumeTrue(
                waitAny().capabilities().staysArmed(),
                () -> waitAny().name() + " keeps no set armed");
        FutexWord word = scene().words().one();
        ArmedSet armed = waitAny().arm(WaitSet.of(scene().words().one(), word));
        Expect.timedOut(armed.await(Deadline.at(System.nanoTime() + 10_000)));
        Actor<WaitResult> other = scene().waiter("other", WaitSet.of(word));
        scene().untilWaiting(word, 2);
        assertThat(word.wakeOne()).isEqualTo(1);
        Actor<Boolean> closer =
                scene().actors()
                        .start(
                                "closer",
                                () -> {
                                    armed.close();
                                    return true;
                                });
        assertThat(closer.result()).isTrue();
        Expect.woken(other.result(), 0);
    }
}
