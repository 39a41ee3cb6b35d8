/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;

/**
 * Blocks one platform thread, the one that made it.
 *
 * <p>That thread alone calls {@link #await}. Any thread calls {@link #alert()} at any time, and
 * {@link #close()} when no {@code await} is under way. The {@linkplain dev.waitany.spi package
 * description} says what a wait must do and how alerts behave.
 */
public interface Waiter extends AutoCloseable {
    /**
     * Blocks until a word is woken or found changed, the deadline passes, or an alert comes. When
     * it returns, the kernel holds none of the words for this thread, and every wake that it
     * counted for this wait is in the outcome or in {@code surplus}.
     *
     * <p>May also return {@link Outcome#ALERTED} without an alert (for instance after a signal):
     * the caller finds no reason and calls again, with what {@code surplus} contains by then.
     *
     * @param set from 1 word to as many as the capabilities allow; in use by this wait, so it does
     *     not change. The same set may come again, also with a new {@linkplain
     *     StrategyAccess#generation generation} of words
     * @param deadline an absolute time, which may have passed already; {@link Outcome#TIMED_OUT}
     *     before it is an error
     * @param surplus gets the index of each word other than the reported one whose wake was
     *     consumed; entries that it has already stay
     * @return the index of the woken word, or an {@link Outcome}
     * @throws IllegalStateException if the kernel refuses, or a word's arena is closed; the kernel
     *     then holds none of the words. Wakes in {@code surplus} are forwarded
     */
    int await(WaitSet set, Deadline deadline, SurplusWakes surplus);

    /**
     * Ends the {@link #await} under way with {@link Outcome#ALERTED}, or else the next one. Any
     * thread, any time: before, during and after {@code await}, and after {@link #close()}, when it
     * does nothing. Does not throw. See {@link CallAlert} for an implementation.
     */
    void alert();

    /**
     * Frees what the waiter holds. Called once, by any thread, when no {@link #await} is under way
     * and none will come. Alerts may still come.
     */
    @Override
    void close();
}
