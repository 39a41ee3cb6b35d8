/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The words of one test, and what the kernel has queued on them. */
final class Words {
    private final Arena arena = Arena.ofShared();
    private final List<FutexWord> all = new CopyOnWriteArrayList<>();

    FutexWord one() {
        return adopt(FutexWord.allocate(arena));
    }

    FutexWord[] many(int count) {
        FutexWord[] words = new FutexWord[count];
        for (int i = 0; i < count; i++) {
            words[i] = one();
        }
        return words;
    }

    /** A set of new words. */
    WaitSet set(int count) {
        return WaitSet.of(many(count));
    }

    /** Takes part of a word whose memory the test sees to. */
    FutexWord adopt(FutexWord word) {
        all.add(word);
        return word;
    }

    /** How many waiters the kernel has queued on a word now. */
    static int waiters(FutexWord word) {
        while (true) {
            int count = Futex.waiters(word.segment(), word.sharing() == Sharing.SHARED);
            if (count >= 0) {
                return count;
            }
            if (count != -Errno.EAGAIN) { // that is: it changed while we asked
                throw new AssertionError("counting waiters of " + word + ": " + Errno.name(count));
            }
        }
    }

    /** The words that have waiters, for messages. */
    String queued() {
        return all.stream()
                .filter(word -> word.segment().scope().isAlive())
                .filter(word -> waiters(word) > 0)
                .map(word -> word + ": " + waiters(word) + " waiting")
                .collect(Collectors.joining("; ", "[", "]"));
    }

    /** Changes and wakes all, so that whoever waits here may leave. */
    void disturb() {
        for (FutexWord word : all) {
            if (word.segment().scope().isAlive()) {
                word.getAndAdd(0x4000_0001);
                word.wakeAll();
            }
        }
    }

    /** After all waits: nobody is queued, and the memory can go. */
    void close() {
        String left = queued();
        if (!left.equals("[]")) {
            throw new AssertionError("waits have ended and left in the kernel: " + left);
        }
        arena.close();
    }
}
