/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

/**
 * How an operation ended.
 *
 * @param kind the way in which it ended
 * @param value a number whose meaning the kind gives
 */
public record Completion(Kind kind, int value) {
    /** The ways to end. Each operation ends in exactly one of them. */
    public enum Kind {
        /**
         * A wait was woken; the value is the index of the woken word, 0 for a wait on one word. Or
         * a wake was done; the value is the number of waiters that the kernel woke.
         */
        WOKEN,
        /**
         * A word did not hold its expected value when the kernel looked. The value is the lowest
         * index of a word that does not hold it now, -1 if all do again.
         */
        CHANGED,
        /** A write was done; the value is the number of bytes. */
        WRITTEN,
        /**
         * A polled descriptor has events; the value is their bits, as in {@link
         * dev.waitany.descriptor.PollEvents}.
         */
        READY,
        /** The lock is held; the value is 0. */
        ACQUIRED,
        /** Its time limit passed; the value is 0. */
        TIMED_OUT,
        /**
         * It was cancelled; or an operation before it in its chain failed, and it was not started.
         * The value is 0.
         */
        CANCELLED,
        /** The kernel refused it; the value is the errno. */
        FAILED
    }

    @Override
    public String toString() {
        return kind + " " + value;
    }
}
