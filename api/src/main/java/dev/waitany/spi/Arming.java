/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Deadline;

/**
 * The words of one set, armed with the kernel until each is woken or found changed. For one
 * platform thread.
 */
public interface Arming extends AutoCloseable {
    /** As {@link Waiter#await}; a word that has ended a call is not armed until {@link #rearm}. */
    int await(Deadline deadline);

    /**
     * The next word that is ready already, without blocking and without a system call: what a call
     * of {@link #await} has read beside the word it reported.
     *
     * @return as {@link #await}; {@link Outcome#TIMED_OUT} for none
     */
    int poll();

    /** Arms a word again that has ended a call; the set holds its expected value. */
    void rearm(int index);

    /**
     * The set has a new word at this place, which may be one behind the last: to be armed by the
     * next call.
     */
    void added(int index);

    /**
     * Takes a word out; when it returns, the kernel holds the word no more. {@code undelivered}
     * takes the index if a wake was consumed that no call has delivered.
     */
    void disarm(int index, SurplusWakes undelivered);

    /** Whether the word is armed, or will be by the next call. */
    boolean isArmed(int index);

    /** As {@link Waiter#alert()}. */
    void alert();

    /**
     * Disarms all, by the owner. {@code undelivered} takes the indexes whose wakes no call has
     * delivered.
     */
    void close(SurplusWakes undelivered);

    /**
     * Disarms all, by another thread while the owner makes no call: what was consumed meanwhile
     * cannot be told, so {@code suspects} takes every index that was armed.
     */
    void abandon(SurplusWakes suspects);

    @Override
    default void close() {
        close(new SurplusWakes());
    }
}
