/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Rule 2, the surplus: what becomes of wakes that a wait consumed beside the one it reports. The
 * wakes come as a volley, faster than the waiter can leave, and each after a change, so that every
 * strategy can know of them.
 */
public interface SurplusWakes extends Subject {
    @Test
    default void rule02_surplusListsEveryWakeTheWaitConsumed() throws Exception {
        int size = Math.min(8, waitAny().capabilities().maxWords());
        WaitSet set = scene().words().set(size).surplus(Surplus.REPORT);
        int rounds = scene().rounds(1_000);
        for (int round = 0; round < rounds; round++) {
            set.refresh();
            Actor<WaitResult> waiter = scene().waiter("waiter", set);
            scene().untilWaiting(set, 1);
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
                } else if (scene().exact()) {
                    assertThat(result.surplus()).as("not woken, in %s", result).doesNotContain(i);
                }
            }
            assertThat(named).as("named by %s", result).doesNotHaveDuplicates();
            scene().actors().joinAndForget();
        }
    }

    @Test
    default void rule02_surplusIsInOrderOfIndex() throws Exception {
        int size = Math.min(8, waitAny().capabilities().maxWords());
        WaitSet set = scene().words().set(size).surplus(Surplus.REPORT);
        for (int round = 0; round < scene().rounds(200); round++) {
            set.refresh();
            Actor<WaitResult> waiter = scene().waiter("waiter", set);
            scene().untilWaiting(set, 1);
            volley(set);
            assertThat(waiter.result().surplus()).isSorted();
            scene().actors().joinAndForget();
        }
    }

    /** Two waits stand on one word; the first is ending for another word when it is woken. */
    @Test
    default void rule02_forwardWakesAnotherWaiterOfASwallowedWake() throws Exception {
        FutexWord both = scene().words().one();
        WaitSet first = WaitSet.of(both, scene().words().one());
        WaitSet second = WaitSet.of(scene().words().one(), both);
        int rounds = scene().rounds(2_000);
        for (int round = 0; round < rounds; round++) {
            first.refresh();
            second.refresh();
            Actor<WaitResult> firstWaiter = scene().waiter("first", first);
            scene().untilWaiting(first, 1);
            Actor<WaitResult> secondWaiter = scene().waiter("second", second);
            scene().untilWaiting(both, 2);
            first.word(1).getAndAdd(1);
            first.word(1).wakeOne();
            both.getAndAdd(1);
            both.wakeOne();
            if (firstWaiter.result().index() == 0) {
                // it took the wake on the common word for its own; the second waits on rightly
                both.wakeOne();
            }
            Expect.ready(secondWaiter.result(), 1);
            scene().actors().joinAndForget();
        }
    }

    @Test
    default void rule02_noSurplusFromASingleWake() throws Exception {
        WaitSet set = scene().words().set(2);
        Actor<WaitResult> waiter = scene().waiter("waiter", set);
        scene().untilWaiting(set, 1);
        set.word(1).getAndAdd(1);
        set.word(1).wakeOne();
        WaitResult result = waiter.result();
        assertThat(result.surplus()).isEmpty();
        assertThat(result.forwarded()).isEmpty();
        assertThat(waitAny().await(set.refresh(), Deadline.now()).surplus()).isEmpty();
    }

    /** Changes and wakes all words; which wakes the kernel counted. */
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
