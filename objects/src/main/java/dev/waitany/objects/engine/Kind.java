/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.engine;

/** What an engine's object is. Timers and ends of threads are events that the front sets. */
public enum Kind {
    /** An event that stays set until it is reset. */
    MANUAL_EVENT("manual-reset event"),
    /** An event that one wait unsets by taking it. */
    AUTO_EVENT("auto-reset event"),
    /** A count with a maximum; a wait takes one. */
    SEMAPHORE("semaphore"),
    /** A lock with an owner and a depth. */
    MUTEX("mutex"),
    /** A {@link #MANUAL_EVENT} that a clock sets. */
    MANUAL_TIMER("manual-reset timer"),
    /** An {@link #AUTO_EVENT} that a clock sets. */
    AUTO_TIMER("auto-reset timer"),
    /** A {@link #MANUAL_EVENT} that the end of a thread sets. */
    THREAD_END("end of a thread");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** Returns whether a wait that takes the object leaves it as it is. */
    public boolean staysSet() {
        return this == MANUAL_EVENT || this == MANUAL_TIMER || this == THREAD_END;
    }

    /** Returns what dumps and messages call an object of this kind. */
    @Override
    public String toString() {
        return words;
    }
}
