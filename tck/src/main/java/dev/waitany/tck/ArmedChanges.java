/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** Words that come to a live armed set, and go. */
@SuppressWarnings("MustBeClosed") // arenas are closed at odd times here, which is the point
public interface ArmedChanges extends Subject {
    private static Deadline soon() {
        return Deadline.at(System.nanoTime() + 10_000);
    }

    @Test
    default void armed_addedWordEndsTheNextCall() throws Exception {
        FutexWord added = scene().words().one();
        WaitSet set = scene().words().set(2);
        Actor<Integer> waker;
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(soon()));
            assertThat(armed.add(added, 0)).isEqualTo(2);
            waker =
                    scene().actors()
                            .start(
                                    "waker",
                                    () -> {
                                        scene().untilWaiting(added, 1);
                                        return added.wakeOne();
                                    });
            Expect.woken(armed.await(Deadline.never()), 2);
            armed.rearm(2, 0);
            Expect.timedOut(armed.await(soon()));
        }
        assertThat(waker.result()).isOne();
        assertThat(added.wakeAll()).as("waiters left").isZero();
    }

    @Test
    default void armed_wordThatIsAddedChangedIsReported() throws Exception {
        FutexWord added = scene().words().one();
        added.set(7);
        try (ArmedSet armed = waitAny().arm(scene().words().set(1))) {
            assertThat(armed.add(added, 6)).isEqualTo(1);
            Expect.changed(armed.await(Deadline.never()), 1);
        }
    }

    @Test
    default void armed_removedWordIsHeldNoMoreAndItsArenaMayGo() throws Exception {
        Arena arena = Arena.ofShared();
        FutexWord going = FutexWord.allocate(arena);
        FutexWord staying = scene().words().one();
        try (ArmedSet armed = waitAny().arm(WaitSet.of(going, staying))) {
            Expect.timedOut(armed.await(soon()));
            armed.remove(0);
            assertThat(going.wakeAll()).as("waiters of the removed word").isZero();
            going.set(1);
            arena.close();
            Expect.timedOut(armed.await(soon()));
            staying.set(1);
            staying.wakeOne();
        }
    }

    @Test
    default void armed_placesOfRemovedWordsAreTakenAgain() throws Exception {
        WaitSet set = scene().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(soon()));
            armed.remove(1);
            armed.remove(0);
            FutexWord first = scene().words().one();
            assertThat(armed.add(first, 0)).isEqualTo(0);
            assertThat(armed.add(scene().words().one(), 0)).isEqualTo(1);
            assertThat(armed.add(scene().words().one(), 0)).isEqualTo(3);
            assertThat(armed.set().word(0)).isSameAs(first);
            Expect.timedOut(armed.await(soon()));
            first.set(1);
            armed.remove(3);
            armed.remove(2);
            first.wakeOne();
            armed.remove(0);
            armed.add(first, 0);
            Expect.changed(armed.await(Deadline.never()), 0);
        }
    }

    /**
     * A wake that the set has consumed of a word goes to somebody else when the word is removed.
     */
    @Test
    default void armed_undeliveredWakeIsForwardedByRemove() throws Exception {
        assumeTrue(
                waitAny().capabilities().staysArmed(),
                () -> waitAny().name() + " keeps no set armed");
        FutexWord word = scene().words().one();
        try (ArmedSet armed = waitAny().arm(WaitSet.of(scene().words().one(), word))) {
            Expect.timedOut(armed.await(soon()));
            Actor<WaitResult> other = scene().waiter("other", WaitSet.of(word));
            scene().untilWaiting(word, 2);
            assertThat(word.wakeOne()).isEqualTo(1);
            scene().untilWaiting(word, 1);
            armed.remove(1);
            Expect.woken(other.result(), 0);
        }
    }

    @Test
    default void armed_wakesRacingWithRemoveAreDeliveredOrForwarded() throws Exception {
        FutexWord word = scene().words().one();
        for (int round = 0; round < scene().rounds(300); round++) {
            Actor<WaitResult> other;
            Actor<Boolean> waker;
            try (ArmedSet armed = waitAny().arm(WaitSet.of(scene().words().one(), word))) {
                Expect.timedOut(armed.await(soon()));
                other = scene().waiter("other", WaitSet.of(word));
                scene().until(() -> Words.waiters(word) > 0, () -> "the other one waited");
                waker =
                        scene().actors()
                                .start(
                                        "waker",
                                        () -> {
                                            word.getAndAdd(1);
                                            word.wakeOne();
                                            return true;
                                        });
                armed.remove(1);
                assertThat(waker.result()).isTrue();
            }
            Expect.ready(other.result(), 0);
            scene().actors().joinAndForget();
        }
    }

    @Test
    default void armed_badChangesAreRefused() throws Exception {
        WaitSet set = scene().words().set(2);
        Arena closed = Arena.ofShared();
        FutexWord gone = FutexWord.allocate(closed);
        closed.close();
        try (ArmedSet armed = waitAny().arm(set)) {
            assertThatThrownBy(() -> armed.add(set.word(1), 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("word 1");
            assertThatThrownBy(() -> armed.add(gone, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("arena");
            assertThatThrownBy(() -> armed.remove(2)).isInstanceOf(IndexOutOfBoundsException.class);
            armed.remove(1);
            assertThatThrownBy(() -> armed.remove(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("word 1 was removed");
            assertThatThrownBy(() -> armed.rearm(1, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("word 1 was removed");
            armed.remove(0);
            assertThatThrownBy(() -> armed.await(Deadline.now()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no word");
        }
    }
}
