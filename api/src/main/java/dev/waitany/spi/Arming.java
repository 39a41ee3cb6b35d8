/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Deadline;

/**
 * Keeps the words of one set armed with the kernel. For one platform thread, its owner.
 *
 * <table>
 *   <caption>States of a word</caption>
 *   <tr><th>state</th><th>entered by</th></tr>
 *   <tr><td>armed, or to be armed by the next {@code await}</td><td>the arming itself, {@link #rearm},
 *       {@link #added}</td></tr>
 *   <tr><td>ready: its wake is consumed, or it is found changed, and no call has reported it</td><td>a
 *       wake, or the comparison when it is armed</td></tr>
 *   <tr><td>idle</td><td>a call that reports it, {@link #disarm}</td></tr>
 * </table>
 *
 * <p>Ready words are reported in the order in which they became ready, as far as the kernel tells
 * it. A word that is ready again and again does not hide others: every ready word is reported in
 * the end.
 */
public interface Arming extends AutoCloseable {
    /**
     * Blocks until a word is ready, and reports it, as {@link Waiter#await}. The word is idle then,
     * until {@link #rearm}. All other words keep their states, whatever the outcome.
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
