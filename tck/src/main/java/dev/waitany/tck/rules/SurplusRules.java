/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Rule 2: what becomes of surplus wakes.
 *
 * <p>The wakes come faster than the waiter can leave, and each comes after a change, so that every
 * strategy can know of them.
 */
public interface SurplusRules extends ContractRules {
    @Test
    default void rule02_surplusListsEveryWakeTheWaitConsumed() throws Exception {
        int size = Math.min(8, waitAny().capabilities().maxWords());
        WaitSet set = fixture().words().set(size).surplus(Surplus.REPORT);
        int rounds = fixture().rounds(1_000);
        for (int round = 0; round < rounds; round++) {
            set.refresh();
            TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
            fixture().untilWaiting(set, 1);
            boolean[] counted = volley(set);
            WaitResult result = waiter.result();
            assertThat(result.isReady()).as("%s names a word", result).isTrue();
            assertThat(result.forwarded()).as("forwarded, under REPORT").isEmpty();
            int[] named = Arrays.copyOf(result.surplus(), result.surplus().length + 1);
            named[named.length - 1] = result.index();
            for (int i = 0; i < size; i++) {
                if (counted[i]) {
                    assertThat(named)
                            .as("round %d, %s, wakes %s", round, result, counted)
                            .contains(i);
                } else if (fixture().exact()) {
                    assertThat(result.surplus()).as("not woken, in %s", result).doesNotContain(i);
                }
            }
            assertThat(named).as("named by %s", result).doesNotHaveDuplicates();
            fixture().threads().joinAndForget();
        }
    }

    @Test
    default void rule02_surplusIsInOrderOfIndex() throws Exception {
        int size = Math.min(8, waitAny().capabilities().maxWords());
        WaitSet set = fixture().words().set(size).surplus(Surplus.REPORT);
        for (int round = 0; round < fixture().rounds(200); round++) {
            set.refresh();
            TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
            fixture().untilWaiting(set, 1);
            volley(set);
            assertThat(waiter.result().surplus()).isSorted();
            fixture().threads().joinAndForget();
        }
    }

    /**
     * Two waits have a word in common. It is woken while the first one is ending for another word.
     */
    @Test
    default void rule02_forwardWakesAnotherWaiterOfASurplusWake() throws Exception {
        FutexWord both = fixture().words().one();
        WaitSet first = WaitSet.of(both, fixture().words().one());
        WaitSet second = WaitSet.of(fixture().words().one(), both);
        int rounds = fixture().rounds(2_000);
        for (int round = 0; round < rounds; round++) {
            first.refresh();
            second.refresh();
            TestThread<WaitResult> firstWaiter = fixture().waiter("first", first);
            fixture().untilWaiting(first, 1);
            TestThread<WaitResult> secondWaiter = fixture().waiter("second", second);
            fixture().untilWaiting(both, 2);
            first.word(1).getAndAdd(1);
            first.word(1).wakeOne();
            both.getAndAdd(1);
            both.wakeOne();
            if (firstWaiter.result().index() == 0) {
                // it reports the wake on the common word, so there is none for the second wait yet
                both.wakeOne();
            }
            Expect.ready(secondWaiter.result(), 1);
            fixture().threads().joinAndForget();
        }
    }

    @Test
    default void rule02_noSurplusFromASingleWake() throws Exception {
        WaitSet set = fixture().words().set(2);
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        set.word(1).getAndAdd(1);
        set.word(1).wakeOne();
        WaitResult result = waiter.result();
        assertThat(result.surplus()).isEmpty();
        assertThat(result.forwarded()).isEmpty();
        assertThat(waitAny().await(set.refresh(), Deadline.now()).surplus()).isEmpty();
    }

    /** Changes and wakes all words; returns for which of them the kernel counted a wake. */
    private static boolean[] volley(WaitSet set) {
        boolean[] counted = new boolean[set.size()];
        for (int i = 0; i < set.size(); i++) {
            set.word(i).getAndAdd(1);
        }
        for (int i = 0; i < set.size(); i++) {
            counted[i] = set.word(i).wakeOne() == 1;
        }
        return counted;
    }
}
