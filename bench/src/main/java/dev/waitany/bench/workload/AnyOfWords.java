/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;

/** Waits with {@link WaitAny#await}. */
final class AnyOfWords implements AnyOf {
    private final WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final WaitSet[] sets;

    AnyOfWords(WaitAny waitAny, int waiters) {
        this.waitAny = waitAny;
        this.sets = sets(arena, waiters);
    }

    @Override
    public void await(int waiter) throws InterruptedException {
        boolean isNew = false;
        while (!isNew) { // a late wake reports a change that was replied to before
            isNew = take(sets[waiter], waitAny.await(sets[waiter], Deadline.never()));
        }
    }

    @Override
    public void wake(int waiter, int source) {
        change(sets[waiter], source);
    }

    @Override
    public void close() {
        waitAny.close();
        arena.close();
    }

    static WaitSet[] sets(Arena arena, int count) {
        WaitSet[] sets = new WaitSet[count];
        for (int i = 0; i < count; i++) {
            FutexWord[] words = new FutexWord[WaiterGroup.SOURCES];
            for (int j = 0; j < words.length; j++) {
                words[j] = FutexWord.allocate(arena);
            }
            sets[i] = WaitSet.of(words);
        }
        return sets;
    }

    static void change(WaitSet set, int source) {
        set.word(source).getAndAdd(1);
        set.word(source).wakeOne();
    }

    /**
     * Makes the present value of the reported word its expected value.
     *
     * @return whether the value has changed
     */
    static boolean take(WaitSet set, WaitResult result) {
        int index = result.index();
        int value = set.word(index).get();
        boolean isNew = value != set.expected(index);
        set.expect(index, value);
        return isNew;
    }
}
