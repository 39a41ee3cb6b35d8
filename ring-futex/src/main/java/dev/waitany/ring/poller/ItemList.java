/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import org.jspecify.annotations.Nullable;

/**
 * A first-in-first-out list of waits or armed sets. The items themselves are the links, so adding
 * one needs no memory: a poller must not lose a wait when memory has run out. An item can be in one
 * list at a time. Used by the poller's thread only.
 */
final class ItemList<T extends Inbox.Item> {
    private @Nullable T first;
    private @Nullable T last;

    boolean isEmpty() {
        return first == null;
    }

    void add(T item) {
        T before = last;
        if (before == null) {
            first = item;
        } else {
            before.next = item;
        }
        last = item;
    }

    /** Returns the first item, null if there is none. */
    @Nullable T peek() {
        return first;
    }

    /** Removes and returns the first item, null if there is none. */
    @SuppressWarnings("unchecked") // only items of this type were added
    @Nullable T poll() {
        T item = first;
        if (item != null) {
            first = (T) item.next;
            item.next = null;
            if (first == null) {
                last = null;
            }
        }
        return item;
    }
}
