/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import org.junit.jupiter.api.Test;

/** Rule 14: one call can take all ready words of an armed set, and none of them starves. */
public interface ArmedBatchRules extends ContractRules {
    @Test
    default void rule14_batchTakesAllThatAreReadyAndLeavesTheRestForTheNext() throws Exception {
        int size = Math.min(20, waitAny().capabilities().maxWords());
        WaitSet set = fixture().words().set(size);
        int[] ready = new int[size / 2 + 1];
        boolean[] seen = new boolean[size];
        try (ArmedSet armed = waitAny().arm(set)) {
            assertThat(armed.await(ready, fixture().soon())).isZero();
            for (int i = 0; i < size; i++) {
                set.word(i).set(1);
                set.word(i).wakeOne();
            }
            int first = armed.await(ready, Deadline.never());
            assertThat(first).as("as many as there is room for").isEqualTo(ready.length);
            mark(seen, ready, first);
            int second = armed.await(ready, Deadline.never());
            assertThat(second).as("the rest").isEqualTo(size - ready.length);
            mark(seen, ready, second);
            assertThat(seen).doesNotContain(false);
            assertThatThrownBy(() -> armed.await(ready, Deadline.now()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("rearm");
            assertThatThrownBy(() -> armed.await(new int[0], Deadline.now()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A word that is always ready again must not keep the others from being delivered. */
    @Test
    default void rule14_noReadyWordStarves() throws Exception {
        WaitSet set = fixture().words().set(3);
        try (ArmedSet armed = waitAny().arm(set)) {
            int[] turns = new int[3];
            for (int i = 0; i < 3; i++) {
                set.word(i).getAndAdd(1);
                set.word(i).wakeOne();
            }
            for (int round = 0; round < 300; round++) {
                int index = armed.await(Deadline.never()).index();
                turns[index]++;
                armed.rearm(index, set.word(index).get());
                set.word(index).getAndAdd(1);
                set.word(index).wakeOne();
            }
            assertThat(turns).as("turns of three words that are always ready").doesNotContain(0);
        }
    }

    private static void mark(boolean[] seen, int[] ready, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(seen[ready[i]]).as("word %d delivered twice", ready[i]).isFalse();
            seen[ready[i]] = true;
        }
    }
}
