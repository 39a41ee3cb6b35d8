/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.ring.uring.SubmissionQueue;
import java.lang.foreign.MemorySegment;

/** A wake of waiters of a word. */
record WordWake(FutexWord word, int max, int bitset) implements Request {
    WordWake {
        if (max < 0) {
            throw new IllegalArgumentException(word + ": cannot wake " + max + " waiters");
        }
        if (bitset == 0) {
            throw new IllegalArgumentException(
                    "wake of " + word + ": a bitset of 0 matches no waiter");
        }
    }

    @Override
    public void prepare(SubmissionQueue queue, Scratch scratch, long userData) {
        queue.futexWake(word, max, bitset, userData);
    }

    @Override
    public Completion.Kind success() {
        return Completion.Kind.WOKEN;
    }

    @Override
    public MemorySegment segment(int index) {
        return word.segment();
    }

    @Override
    public boolean isOn(FutexWord other) {
        return other.address() == word.address();
    }

    @Override
    public String toString() {
        return "wake of " + max + " on " + word;
    }
}
