/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.WaitSet;
import java.util.Arrays;
import java.util.Objects;

/**
 * Collects the indexes of the words whose wakes a wait consumed in addition to the one it reports.
 * Reused from wait to wait. Not thread-safe.
 */
public final class SurplusWakes {
    private static final int WORD_SHIFT = 6; // 2^6 bits in a long

    private int[] indexes = new int[8];
    private int count;

    /** One bit for each word while {@link #addChanged} runs; all 0 otherwise. */
    private long[] present = {};

    /** Makes an empty collection. */
    public SurplusWakes() {}

    /**
     * Makes room for all words of a set, so that no other method allocates memory for it. Called
     * before a wait blocks: after the kernel has answered, a failed allocation would lose a wake.
     *
     * @param words the number of words of the set
     */
    public void reserve(int words) {
        if (indexes.length < words) {
            indexes = Arrays.copyOf(indexes, words);
        }
        int longs = (words >> WORD_SHIFT) + 1;
        if (present.length < longs) {
            present = new long[longs];
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
     * <p>Adds words that cannot be read, because their memory is gone: they may have been woken,
     * and one wake too many is better than a lost one. Takes time in proportion to the number of
     * words and of indexes.
     *
     * @param reported the index that the outcome names, or -1
     */
    public void addChanged(WaitSet set, int reported) {
        reserve(set.size());
        int before = count;
        for (int i = 0; i < before; i++) {
            present[indexes[i] >> WORD_SHIFT] |= 1L << indexes[i];
        }
        try {
            for (int i = 0; i < set.size(); i++) {
                if (i != reported
                        && (present[i >> WORD_SHIFT] & 1L << i) == 0
                        && StrategyAccess.mayHaveChanged(set, i)) {
                    add(i);
                }
            }
        } finally {
            for (int i = 0; i < before; i++) {
                present[indexes[i] >> WORD_SHIFT] = 0;
            }
        }
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

    /**
     * Removes the index at a position. The last index takes its position.
     *
     * @param i from 0 to {@link #count()} - 1
     */
    public void removeAt(int i) {
        indexes[Objects.checkIndex(i, count)] = indexes[--count];
    }

    /** Removes an index, if it is there, once. */
    public void remove(int index) {
        for (int i = 0; i < count; i++) {
            if (indexes[i] == index) {
                removeAt(i);
                return;
            }
        }
    }
}
