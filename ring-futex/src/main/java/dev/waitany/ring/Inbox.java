/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What many threads want of one poller: waits to begin or to cancel. Linked through the waits
 * themselves, so passing one on makes no garbage.
 */
final class Inbox {
    /** What can be in an inbox; in one at a time. */
    static class Item {
        private @Nullable Item older;
    }

    private static final Item CLOSED = new Item();

    private final AtomicReference<@Nullable Item> newest = new AtomicReference<>();
    private volatile boolean closeRequested;

    /**
     * Adds one that is in no inbox; false if this is closed. Whoever takes it sees what was written
     * before.
     */
    boolean add(PolledWait wait) {
        while (true) {
            Item before = newest.get();
            if (before == CLOSED) {
                return false;
            }
            ((Item) wait).older = before;
            if (newest.compareAndSet(before, wait)) {
                return true;
            }
        }
    }

    /** Asks whoever takes from it to close it. */
    void requestClose() {
        closeRequested = true;
    }

    boolean isCloseRequested() {
        return closeRequested;
    }

    /** Whether there is something to take, or the request to close. */
    boolean wantsAttention() {
        return !isEmpty() || closeRequested;
    }

    private boolean isEmpty() {
        Item now = newest.get();
        return now == null || now == CLOSED;
    }

    /** Takes all, newest first; the next one by {@link #older}. For the poller. */
    @Nullable PolledWait takeAll() {
        return isEmpty() ? null : (PolledWait) newest.getAndSet(null);
    }

    /** As {@link #takeAll()}, and takes no more from now on. */
    @Nullable PolledWait close() {
        Item rest = newest.getAndSet(CLOSED);
        return rest == CLOSED ? null : (PolledWait) rest;
    }

    /** The one that was added before, taken out of the chain. */
    static @Nullable PolledWait older(PolledWait wait) {
        Item older = ((Item) wait).older;
        ((Item) wait).older = null;
        return (PolledWait) older;
    }
}
