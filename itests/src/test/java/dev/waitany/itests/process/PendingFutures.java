/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Main of a child that has many futures pending, wakes every one, and prints how many were woken.
 */
final class PendingFutures {
    private static final int WORDS = 4;

    private PendingFutures() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[1]);
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = WaitAny.open(args[0])) {
            MemorySegment memory = arena.allocate((long) count * WORDS * Integer.BYTES, 64);
            List<CompletableFuture<WaitResult>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                FutexWord[] words = new FutexWord[WORDS];
                for (int word = 0; word < WORDS; word++) {
                    words[word] = word(memory, i, word);
                }
                futures.add(waitAny.awaitAsync(WaitSet.of(words), Deadline.never()));
            }
            int ready = 0;
            for (int i = 0; i < count; i++) {
                FutexWord word = word(memory, i, i % WORDS);
                word.set(1);
                word.wakeOne();
                ready += futures.get(i).join().index() == i % WORDS ? 1 : 0;
            }
            System.out.println("ready " + ready);
        }
    }

    private static FutexWord word(MemorySegment memory, int wait, int word) {
        long offset = ((long) wait * WORDS + word) * Integer.BYTES;
        return FutexWord.of(memory, offset, Sharing.PRIVATE);
    }
}
