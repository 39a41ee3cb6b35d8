/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.ring.uring.SubmissionQueue;
import java.lang.foreign.MemorySegment;

/** What an operation asks of the kernel: one entry, and the meaning of its result. */
interface Request {
    /** Fills the next entry of the queue. */
    void prepare(SubmissionQueue queue, Scratch scratch, long userData);

    /** Returns the kind for a result of 0 or more, which becomes the completion's value. */
    Completion.Kind success();

    /** Returns one of the segments that must outlive the request. */
    MemorySegment segment(int index);

    default int segments() {
        return 1;
    }

    /** Tells whether the arenas of all segments are open. */
    default boolean isAlive() {
        for (int i = 0; i < segments(); i++) {
            if (!segment(i).scope().isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether this is a wait: EAGAIN means a changed word, and a timeout makes sense. */
    default boolean waits() {
        return false;
    }

    /** Returns the lowest index of a word that does not hold its expected value now, or -1. */
    default int changed() {
        return -1;
    }

    /** Tells whether this waits on a word, or wakes it. */
    default boolean isOn(FutexWord word) {
        return false;
    }

    /** Tells whether this polls a descriptor. */
    default boolean isOn(int descriptor) {
        return false;
    }

    /** Tells whether this makes further completions, and ends by a cancel only. */
    default boolean repeats() {
        return false;
    }

    /**
     * Forwards a wake: wakes another waiter of a word, as nobody is told of this one's. Works by
     * the word's address: if its arena is closed, the wake was for the next owner of the memory.
     */
    default void forward(int index) {}

    /**
     * Passes on the wakes that an attempt which was cancelled or timed out may have consumed, if
     * its completion does not tell. Does not throw.
     */
    default void forwardUntold() {}

    /**
     * Forwards on all words, after another thread closed the ring. Wakes each word twice: the
     * closed ring's wait may still be queued first and would absorb one wake.
     */
    default void forwardAll() {
        for (int i = 0; waits() && i < segments(); i++) {
            forward(i);
            forward(i);
        }
    }
}
