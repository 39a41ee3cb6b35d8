/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.SystemCallCount;
import dev.waitany.tck.fixture.AllocatedBytes;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rule 1: a word that does not hold its expected value ends the wait, without a system call. */
public interface ChangedWordRules extends ContractRules {
    @Test
    default void rule01_changedWordEndsTheWaitWithItsIndex() throws Exception {
        for (int size : fixture().sizes()) {
            WaitSet set = fixture().words().set(size);
            for (int i = 0; i < size; i++) {
                set.word(i).getAndAdd(1);
                Expect.changed(waitAny().await(set, Deadline.never()), i);
                set.refresh();
            }
        }
    }

    @Test
    default void rule01_lowestChangedIndexWins() throws Exception {
        WaitSet set = fixture().words().set(8);
        for (int i = 7; i >= 0; i--) {
            set.word(i).set(1);
            Expect.changed(waitAny().await(set, Deadline.never()), i);
        }
    }

    @Test
    default void rule01_expectedValueIsTheCallersChoice() throws Exception {
        WaitSet set = fixture().words().set(2).expect(1, -7);
        Expect.changed(waitAny().await(set, Deadline.never()), 1);
        set.word(1).set(-7);
        Expect.timedOut(waitAny().await(set, Deadline.now()));
    }

    /** A waker changes a word and wakes it while the wait begins. The wait must see one of both. */
    @Test
    default void rule01_changeWhileTheWaitBeginsIsNotMissed() throws Exception {
        WaitSet set = fixture().words().set(4);
        FutexWord turn = fixture().words().one();
        int rounds = fixture().rounds(20_000);
        TestThread<Integer> waker =
                fixture()
                        .threads()
                        .start(
                                "waker",
                                () -> {
                                    for (int round = 1; round <= rounds; round++) {
                                        while (turn.get() != round) {
                                            Thread.onSpinWait();
                                        }
                                        set.word(round % 4).getAndAdd(1);
                                        set.word(round % 4).wakeOne();
                                    }
                                    return rounds;
                                });
        for (int round = 1; round <= rounds; round++) {
            set.refresh();
            turn.set(round);
            WaitResult result = waitAny().await(set, Deadline.never());
            while (set.word(result.index()).get() == set.expected(result.index())) {
                // ended by the wake of an earlier change, which another wait had seen as changed
                result = waitAny().await(set, Deadline.never());
            }
            Expect.ready(result, round % 4);
        }
        assertThat(waker.result()).isEqualTo(rounds);
    }

    @Test
    @Tag(GarbageRules.NEEDS_OPTIMIZER)
    default void rule01_changedPathMakesNoGarbage() throws Exception {
        WaitSet set = fixture().words().set(8);
        set.word(5).set(1);
        Deadline deadline = Deadline.never();
        AllocatedBytes.assertNone(
                fixture().atMost(AllocatedBytes.LONGEST),
                50_000,
                () -> waitAny().await(set, deadline),
                "await of a changed word");
    }

    @Test
    default void rule01_changedPathMakesNoSystemCall() throws Exception {
        assumeTrue(
                SystemCallCount.sum() >= 0,
                "system calls are counted with -D" + SystemCallCount.PROPERTY + "=true only");
        WaitSet set = fixture().words().set(8);
        set.word(5).set(1);
        waitAny().await(set, Deadline.never());
        long before = SystemCallCount.sum();
        for (int i = 0; i < 100; i++) {
            WaitResult result = waitAny().await(set, Deadline.never());
            Expect.changed(result, 5);
        }
        assertThat(SystemCallCount.sum() - before).as("system calls of 100 waits").isZero();
    }
}
