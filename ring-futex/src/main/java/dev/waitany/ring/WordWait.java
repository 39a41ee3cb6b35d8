/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.SubmissionQueue;
import java.lang.foreign.MemorySegment;

/** A wait while a word holds its expected value. */
final class WordWait implements Request {
    private final FutexWord word;
    private final int bitset;
    private int expected;

    WordWait(FutexWord word, int expected, int bitset) {
        this.word = word;
        this.expected = expected;
        this.bitset = bitset;
        UncountedWait.check(word);
        if (bitset == 0) {
            throw new IllegalArgumentException(
                    "wait on " + word + ": a bitset of 0 would be found by no wake");
        }
    }

    void expect(int value) {
        expected = value;
    }

    @Override
    public void prepare(SubmissionQueue queue, Scratch scratch, long userData) {
        queue.futexWait(word, expected, bitset, userData);
    }

    @Override
    public Completion.Kind success() {
        return Completion.Kind.WOKEN;
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public int changed() {
        return isAlive() && word.get() == expected ? -1 : 0;
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
    public void forward(int index) {
        AddressWake.wake(word, 1, bitset);
    }

    @Override
    public String toString() {
        return "wait on " + word + " for a change of " + expected;
    }
}
