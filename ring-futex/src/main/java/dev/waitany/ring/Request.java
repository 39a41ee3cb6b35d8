/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import java.lang.foreign.MemorySegment;

/** What an operation asks of the kernel. */
interface Request {
    /** Fills the next entry. */
    void prepare(SubmissionQueue queue, Scratch scratch, long userData);

    /** What a result of 0 or more means; it is the completion's value. */
    Completion.Kind success();

    /** One of the segments that must outlive the request. */
    MemorySegment segment(int index);

    default int segments() {
        return 1;
    }

    /** Whether none of its arenas is closed. */
    default boolean isAlive() {
        for (int i = 0; i < segments(); i++) {
            if (!segment(i).scope().isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Whether EAGAIN says that a word holds another value, and a timeout makes sense. */
    default boolean waits() {
        return false;
    }

    /** The lowest index of a word that does not hold its expected value now, or -1. */
    default int changed() {
        return -1;
    }

    /** Whether it waits on a word, or wakes it. */
    default boolean isOn(FutexWord word) {
        return false;
    }

    /** Wakes another waiter of a word, as nobody will hear that this one was woken. */
    default void forward(int index) {}

    /**
     * The same for all words of a ring that was closed without its thread. Twice, as its own wait
     * may be there still, and first in line.
     */
    default void forwardAll() {
        for (int i = 0; waits() && i < segments(); i++) {
            forward(i);
            forward(i);
        }
    }
}
