/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

/**
 * How an operation ended.
 *
 * @param kind in which way
 * @param value what the kind says it is
 */
public record Completion(Kind kind, int value) {
    /** The ways to end. Each operation ends in exactly one of them. */
    public enum Kind {
        /**
         * A wait was woken; the value is the index of the woken word, 0 for a wait on one. A wake
         * was done; the value is how many waiters the kernel counted.
         */
        WOKEN,
        /**
         * A word did not hold its expected value when the kernel looked; the value is the lowest
         * index of a word that does not now, -1 if all do again.
         */
        CHANGED,
        /** A write was done; the value is the number of bytes. */
        WRITTEN,
        /** The lock is held; the value is 0. */
        ACQUIRED,
        /** Its time passed; the value is 0. */
        TIMED_OUT,
        /**
         * It was cancelled, or something before it in its chain failed and it has not been started;
         * the value is 0.
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
