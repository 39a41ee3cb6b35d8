/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.WaitSet;
import java.util.Arrays;

/**
 * The indexes whose wakes a wait consumed beside the one it reports. Reused from wait to wait; not
 * thread-safe.
 */
public final class SurplusWakes {
    private int[] indexes = new int[8];
    private int count;

    /** None yet. */
    public SurplusWakes() {}

    /** Notes the word at an index. */
    public void add(int index) {
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * count);
        }
        indexes[count++] = index;
    }

    /**
     * Notes every word but one that does not hold its expected value and is not noted yet: what may
     * have been woken, where nobody says.
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

    /** Forgets all. */
    public void clear() {
        count = 0;
    }

    /** How many. */
    public int count() {
        return count;
    }

    /** One of them, from 0. */
    public int get(int i) {
        return indexes[i];
    }

    /** Takes an index out, if it is there. */
    public void remove(int index) {
        for (int i = 0; i < count; i++) {
            if (indexes[i] == index) {
                indexes[i] = indexes[--count];
                return;
            }
        }
    }
}
