/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** Rule 15: words can be added to an armed set, and removed from it. */
@SuppressWarnings("MustBeClosed") // these tests close arenas at unusual times
public interface ArmedChangeRules extends ContractRules {
    @Test
    default void rule15_addedWordEndsTheNextCall() throws Exception {
        FutexWord added = fixture().words().one();
        WaitSet set = fixture().words().set(2);
        TestThread<Integer> waker;
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(fixture().soon()));
            assertThat(armed.add(added, 0)).isEqualTo(2);
            waker =
                    fixture()
                            .threads()
                            .start(
                                    "waker",
                                    () -> {
                                        fixture().untilWaiting(added, 1);
                                        return added.wakeOne();
                                    });
            Expect.woken(armed.await(Deadline.never()), 2);
            armed.rearm(2, 0);
            Expect.timedOut(armed.await(fixture().soon()));
        }
        assertThat(waker.result()).isOne();
        assertThat(added.wakeAll()).as("waiters left").isZero();
    }

    @Test
    default void rule15_wordThatIsAddedChangedIsReported() throws Exception {
        FutexWord added = fixture().words().one();
        added.set(7);
        try (ArmedSet armed = waitAny().arm(fixture().words().set(1))) {
            assertThat(armed.add(added, 6)).isEqualTo(1);
            Expect.changed(armed.await(Deadline.never()), 1);
        }
    }

    @Test
    default void rule15_removedWordIsNotHeldAndItsArenaMayBeClosed() throws Exception {
        Arena arena = Arena.ofShared();
        FutexWord going = FutexWord.allocate(arena);
        FutexWord staying = fixture().words().one();
        try (ArmedSet armed = waitAny().arm(WaitSet.of(going, staying))) {
            Expect.timedOut(armed.await(fixture().soon()));
            armed.remove(0);
            assertThat(going.wakeAll()).as("waiters of the removed word").isZero();
            going.set(1);
            arena.close();
            Expect.timedOut(armed.await(fixture().soon()));
            staying.set(1);
            staying.wakeOne();
        }
    }

    @Test
    default void rule15_placesOfRemovedWordsAreReused() throws Exception {
        WaitSet set = fixture().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            Expect.timedOut(armed.await(fixture().soon()));
            armed.remove(1);
            armed.remove(0);
            FutexWord first = fixture().words().one();
            assertThat(armed.add(first, 0)).isEqualTo(0);
            assertThat(armed.add(fixture().words().one(), 0)).isEqualTo(1);
            assertThat(armed.add(fixture().words().one(), 0)).isEqualTo(3);
            assertThat(armed.set().word(0)).isSameAs(first);
            Expect.timedOut(armed.await(fixture().soon()));
            first.set(1);
            armed.remove(3);
            armed.remove(2);
            first.wakeOne();
            armed.remove(0);
            armed.add(first, 0);
            Expect.changed(armed.await(Deadline.never()), 0);
        }
    }

    @Test
    default void rule15_badChangesAreRefused() throws Exception {
        WaitSet set = fixture().words().set(2);
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
