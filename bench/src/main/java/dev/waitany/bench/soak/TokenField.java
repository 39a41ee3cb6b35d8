/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.bench.soak.account.Count;
import dev.waitany.bench.soak.account.Counts;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Words whose values are numbers of tokens. A waker adds a token, then wakes one waiter. A waiter
 * takes one token from each word that its result names. Thread-safe.
 */
final class TokenField {
    private final FutexWord[] words;
    private final Counts counts;
    private final AtomicLong taken = new AtomicLong();

    TokenField(int size, Arena arena, Counts counts) {
        this.words =
                IntStream.range(0, size)
                        .mapToObj(_ -> FutexWord.allocate(arena))
                        .toArray(FutexWord[]::new);
        this.counts = counts;
    }

    FutexWord[] words() {
        return words.clone();
    }

    /** Returns a set of all words that expects no tokens. */
    WaitSet set() {
        WaitSet set = WaitSet.of(words);
        for (int i = 0; i < words.length; i++) {
            set.expect(i, 0);
        }
        return set;
    }

    /** Puts a token on a word and wakes one waiter. */
    void put(int index) {
        words[index].getAndAdd(1);
        counts.add(Count.ISSUED);
        int woken = words[index].wakeOne();
        assert woken <= 1; // 0 if all waiters are busy: one of them finds the token
    }

    /** Takes a token for each word of a result. */
    void take(WaitResult result) {
        if (result.isReady()) {
            boolean woken = result.kind() == WaitResult.Kind.WOKEN;
            take(result.index(), woken ? Count.DELIVERED : Count.CHANGED);
        }
        for (int index : result.surplus()) {
            take(index, Count.SURPLUS);
        }
        counts.add(Count.PASSED_ON, result.forwarded().length);
    }

    private void take(int index, Count how) {
        FutexWord word = words[index];
        for (int held = word.get(); held > 0; held = word.get()) {
            if (word.compareAndSet(held, held - 1)) {
                counts.add(how);
                taken.incrementAndGet();
                return;
            }
        }
    }

    /** Returns how many tokens were taken. */
    long taken() {
        return taken.get();
    }

    /** Describes the words that hold tokens. */
    String left() {
        StringBuilder text = new StringBuilder();
        for (FutexWord word : words) {
            if (word.get() > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(word);
            }
        }
        return text.toString();
    }
}
