/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/** Waits with {@link ArmedSet#await}. Each waiter arms its set when it waits for the first time. */
final class AnyOfArmedWords implements AnyOf {
    private final WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final WaitSet[] sets;
    private final @Nullable ArmedSet[] armed; // each element is used by its waiter's thread only

    AnyOfArmedWords(WaitAny waitAny, int waiters) {
        this.waitAny = waitAny;
        this.sets = AnyOfWords.sets(arena, waiters);
        this.armed = new ArmedSet[waiters];
    }

    @Override
    @SuppressWarnings("MustBeClosed") // the WaitAny closes it
    public void await(int waiter) throws InterruptedException {
        ArmedSet set = armed[waiter];
        if (set == null) {
            set = waitAny.arm(sets[waiter]);
            armed[waiter] = set;
        }
        boolean isNew = false;
        while (!isNew) { // a late wake reports a change that was replied to before
            int index = set.await(Deadline.never()).index();
            int value = set.set().word(index).get();
            isNew = value != set.set().expected(index);
            set.rearm(index, value);
        }
    }

    @Override
    public void wake(int waiter, int source) {
        AnyOfWords.change(sets[waiter], source);
    }

    @Override
    public void close() {
        waitAny.close();
        arena.close();
    }
}
