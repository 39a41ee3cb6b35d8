/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.entries;

import dev.waitany.WaitSet;
import dev.waitany.ring.uring.Ring;
import dev.waitany.spi.SurplusWakes;

/**
 * Turns the words of a wait into entries of a ring, and the entries' results back into words. One
 * per ring; used by the ring's owner only.
 */
public interface EntryForm {
    /** A changed word whose index the completion does not tell. */
    int UNKNOWN = -1;

    /** Returns the number of entries that a wait on this set takes. */
    int entries(WaitSet set);

    /** Adds the entries to the submission queue; the i-th gets the user_data {@code base + i}. */
    void submit(Ring ring, WaitSet set, long base);

    /**
     * Returns the index of the woken word.
     *
     * @param entry the entry's number in the wait
     * @param result its result, 0 or above
     */
    int woken(int entry, int result);

    /**
     * Returns the index of the word that did not hold its expected value, or {@link #UNKNOWN}, for
     * an entry that was refused with EAGAIN.
     */
    int changed(int entry);

    /** Returns the largest number of wakes of one word that a wait can have consumed. */
    int mostWakes();

    /**
     * Adds every word that may have been woken, if completions do not tell of each. A word whose
     * arena is closed cannot be read, and may have been woken. Does not throw.
     *
     * @param reported the index that the wait reports, which is not added; -1 for none
     */
    void infer(WaitSet set, int reported, SurplusWakes surplus);
}
