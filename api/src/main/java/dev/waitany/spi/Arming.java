/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Deadline;

/**
 * Keeps the words of one set armed with the kernel. For one platform thread, its owner.
 *
 * <p>A word is in one of three states:
 *
 * <ul>
 *   <li><i>Armed</i>, or to be armed by the next {@link #await}: at first, and after {@link #rearm}
 *       or {@link #added}.
 *   <li><i>Ready</i>: its wake was consumed, or it was found changed when it was armed, and no call
 *       has reported it.
 *   <li><i>Idle</i>: a call has reported it, or it was {@linkplain #disarm disarmed}.
 * </ul>
 *
 * <p>Ready words are reported in the order in which they became ready, as far as the kernel tells
 * it. A word that is ready again and again does not hide others: every ready word is reported in
 * the end.
 */
public interface Arming extends AutoCloseable {
    /**
     * Blocks until a word is ready, and reports it, as {@link Waiter#await}. The word is idle then,
     * until {@link #rearm}. All other words stay armed or ready, whatever the outcome.
     *
     * @return the index of a woken word, an outcome of {@link Outcome#changed}, or another {@link
     *     Outcome}
     */
    int await(Deadline deadline);

    /**
     * Reports the next word that is ready, without blocking and without a system call: one that
     * {@link #await} has read in addition to the one it reported.
     *
     * @return as {@link #await}; {@link Outcome#TIMED_OUT} if no word is ready
     */
    int poll();

    /**
     * Looks once for a ready word, without blocking, for an owner that looks again and again before
     * it blocks. Like {@link #poll}, it reports a word that {@link #await} has read, and a word to
     * be armed that is changed. It also finds words that the kernel has made ready. It may make a
     * system call to fetch those, or to arm words, but usually makes none. Words to be armed may
     * stay so: the kernel need not have them before the next {@code await}.
     *
     * @return as {@link #await}; {@link Outcome#TIMED_OUT} if no word is ready
     */
    default int look() {
        return poll();
    }

    /**
     * Makes an idle word one to be armed by the next {@link #await}, which reports it as changed if
     * it does not hold the set's expected value then.
     */
    void rearm(int index);

    /**
     * Notes that the set has a new word at an index, which may be one behind the last. It is to be
     * armed by the next {@link #await}.
     */
    void added(int index);

    /**
     * Takes a word out, in any state. When it returns, the kernel does not hold the word.
     *
     * @param undelivered gets the index if a wake of the word was consumed that no call has
     *     reported
     */
    void disarm(int index, SurplusWakes undelivered);

    /** Returns whether the word is armed, to be armed, or ready. */
    boolean isArmed(int index);

    /** Ends the blocked {@link #await} or the next one, as {@link Waiter#alert()}. */
    void alert();

    /**
     * Disarms all words. Called by the owner.
     *
     * @param undelivered gets the indexes of the words whose wakes no call has reported
     */
    void close(SurplusWakes undelivered);

    /**
     * Disarms all words. Called by another thread, while the owner makes no call.
     *
     * @param suspects gets the index of every word of which a wake may have been consumed that no
     *     call has reported: all that were armed, if nothing better is known
     */
    void abandon(SurplusWakes suspects);

    @Override
    default void close() {
        close(new SurplusWakes());
    }
}
