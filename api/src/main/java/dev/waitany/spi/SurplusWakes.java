/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.WaitSet;
import java.util.Arrays;

/**
 * Collects the indexes of the words whose wakes a wait consumed in addition to the one it reports.
 * Reused from wait to wait. Not thread-safe.
 */
public final class SurplusWakes {
    private int[] indexes = new int[8];
    private int count;

    /** Makes an empty collection. */
    public SurplusWakes() {}

    /**
     * Makes room for indexes, so that adding up to {@code more} of them allocates nothing. A wait
     * calls this before the kernel can count a wake for it.
     */
    public void reserve(int more) {
        if (indexes.length - count < more) {
            indexes = Arrays.copyOf(indexes, count + more);
        }
    }

    /** Adds the index of a word. Does not check whether it is there already. */
    public void add(int index) {
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * count);
        }
        indexes[count++] = index;
    }

    /**
     * Adds the index of every word that does not hold its expected value, except the reported one
     * and those that are there already. For strategies whose {@linkplain
     * dev.waitany.Capabilities#accounting() accounting} is INFERRED: the kernel does not tell them
     * which other words were woken, and wakers change a word before they wake it.
     *
     * @param reported the index that the outcome names, or -1
     * @throws IllegalStateException if a word's arena is closed
     */
    public void addChanged(WaitSet set, int reported) {
        for (int i = 0; i < set.size(); i++) {
            if (i != reported && set.word(i).get() != set.expected(i) && !contains(i)) {
                add(i);
            }
        }
    }

    private boolean contains(int index) {
        for (int i = 0; i < count; i++) {
            if (indexes[i] == index) {
                return true;
            }
        }
        return false;
    }

    /** Removes all indexes. */
    public void clear() {
        count = 0;
    }

    /** Returns the number of indexes. */
    public int count() {
        return count;
    }

    /**
     * Returns one of the indexes, in no order.
     *
     * @param i from 0 to {@link #count()} - 1
     */
    public int get(int i) {
        return indexes[i];
    }

    /** Removes an index, if it is there, once. */
    public void remove(int index) {
        for (int i = 0; i < count; i++) {
            if (indexes[i] == index) {
                indexes[i] = indexes[--count];
                return;
            }
        }
    }
}
