/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The waits or armed sets of one ring, by the slot that is part of their user_data. A slot that was
 * left is used again. Used by the poller's thread only.
 */
final class Slots<T> {
    private @Nullable Object[] items = new Object[16];
    private int[] free = new int[16]; // slots that were used before
    private int freed;
    private int used; // slots that have ever been used

    /** Returns the slot for the next item. Leaving it will need no memory. */
    int next() {
        if (freed > 0) {
            return free[freed - 1];
        }
        if (used == items.length) {
            int[] larger = Arrays.copyOf(free, 2 * used);
            items = Arrays.copyOf(items, 2 * used);
            free = larger;
        }
        return used;
    }

    /** Puts an item into the slot that {@link #next} returned. */
    void take(int slot, T item) {
        if (freed > 0) {
            freed--;
        } else {
            used++;
        }
        items[slot] = item;
    }

    void leave(int slot) {
        items[slot] = null;
        free[freed++] = slot;
    }

    /** Returns the number of items. */
    int count() {
        return used - freed;
    }

    /** Returns a number above that of every slot that has an item. */
    int end() {
        return used;
    }

    /** Returns the item in a slot, null if there is none. */
    @SuppressWarnings("unchecked") // only such items were put
    @Nullable T at(int slot) {
        return (T) items[slot];
    }

    /** Returns the item in a slot. */
    T get(int slot) {
        return Objects.requireNonNull(at(slot), "a completion for what has left the ring");
    }
}
