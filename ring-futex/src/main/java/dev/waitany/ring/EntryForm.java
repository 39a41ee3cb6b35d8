/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.WaitSet;
import dev.waitany.spi.SurplusWakes;

/**
 * How the words of a wait become entries of a ring, and what the entries' results mean. One per
 * ring, for the ring's owner.
 */
interface EntryForm {
    /** A completion that names no word. */
    int UNKNOWN = -1;

    /** How many entries a wait on this set takes. */
    int entries(WaitSet set);

    /** Adds the entries; the i-th has the user_data {@code base + i}. */
    void submit(Ring ring, WaitSet set, long base);

    /** The word that the entry's result, 0 or above, says is woken. */
    int woken(int entry, int result);

    /** The word that does not hold its expected value, when the entry was refused with EAGAIN. */
    int changed(int entry);

    /** Adds the words that may have been woken, where no entry tells of each. */
    void infer(WaitSet set, int reported, SurplusWakes swallowed);
}
