/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2: a wake on any word ends exactly one wait, with its index. */
public interface Wakes extends Subject {
    @Test
    default void rule02_wakeOnEachIndexReportsThatIndex() throws Exception {
        for (int size : scene().sizes()) {
            WaitSet set = scene().words().set(size);
            Actor<Integer> waiter =
                    scene().actors()
                            .start(
                                    "waiter on " + size,
                                    () -> {
                                        for (int i = 0; i < size; i++) {
                                            Expect.woken(waitAny().await(set, Deadline.never()), i);
                                        }
                                        return size;
                                    });
            for (int i = 0; i < size; i++) {
                scene().untilWaiting(set, 1);
                assertThat(set.word(i).wakeOne()).as("waiters woken on word %d", i).isEqualTo(1);
                int woken = i;
                scene().until(
                                () -> waiter.isDone() || Words.waiters(set.word(woken)) == 1,
                                () -> "the wait after the wake on word " + woken + " began");
            }
            assertThat(waiter.result()).isEqualTo(size);
        }
    }

    @Test
    default void rule02_wakeEndsExactlyOneWaitWithItsIndex() {
        WaitSet first = scene().words().set(4);
        WaitSet second = WaitSet.of(first.word(2), scene().words().one());
        Actor<WaitResult> firstWaiter = scene().waiter("first", first);
        scene().untilWaiting(first, 1);
        Actor<WaitResult> secondWaiter = scene().waiter("second", second);
        scene().untilWaiting(second.word(0), 2);
        scene().untilWaiting(second.word(1), 1);

        assertThat(first.word(2).wakeOne()).isEqualTo(1);
        Expect.woken(firstWaiter.result(), 2);
        scene().untilWaiting(first.word(2), 1);
        assertThat(secondWaiter.isDone()).as("the second wait is over").isFalse();

        assertThat(first.word(2).wakeOne()).isEqualTo(1);
        Expect.woken(secondWaiter.result(), 0);
    }

    @Test
    default void rule02_wakeAllEndsEveryWaitAndCountsThem() {
        WaitSet shared = scene().words().set(1);
        List<Actor<WaitResult>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            WaitSet set = WaitSet.of(scene().words().one(), shared.word(0));
            waiters.add(scene().waiter("waiter " + i, set));
        }
        scene().untilWaiting(shared.word(0), 5);
        assertThat(shared.word(0).wake(2)).isEqualTo(2);
        scene().until(
                        () -> waiters.stream().filter(Actor::isDone).count() == 2,
                        () -> "two waits ended");
        assertThat(shared.word(0).wakeAll()).isEqualTo(3);
        waiters.forEach(waiter -> Expect.woken(waiter.result(), 1));
        assertThat(shared.word(0).wakeAll()).as("waiters left").isZero();
    }

    @Test
    default void rule02_endedWaitLeavesNoWaiterBehind() {
        for (int size : scene().sizes()) {
            WaitSet set = scene().words().set(size);
            Actor<WaitResult> waiter = scene().waiter("waiter on " + size, set);
            scene().untilWaiting(set, 1);
            assertThat(set.word(size - 1).wakeOne()).isEqualTo(1);
            Expect.woken(waiter.result(), size - 1);
            for (int i = 0; i < size; i++) {
                assertThat(set.word(i).wakeAll()).as("waiters left on word %d", i).isZero();
            }
        }
    }

    @Test
    default void rule02_wakeOfAnUnrelatedSetsWordFindsNobody() {
        WaitSet set = scene().words().set(3);
        WaitSet other = scene().words().set(3);
        Actor<WaitResult> waiter = scene().waiter("waiter", set);
        scene().untilWaiting(set, 1);
        assertThat(other.word(0).wakeAll()).isZero();
        assertThat(set.word(0).wake(0)).as("a wake of 0 waiters").isZero();
        assertThat(waiter.isDone()).isFalse();
        assertThat(set.word(0).wakeAll()).isEqualTo(1);
        Expect.woken(waiter.result(), 0);
    }
}
