/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Waits that many threads pass to one poller, to begin or to cancel. The waits themselves are the
 * links of the list, so adding one makes no garbage. Thread-safe.
 */
final class Inbox {
    /** An element; it can be in one inbox at a time. */
    static class Item {
        private @Nullable Item older;
    }

    private static final Item CLOSED = new Item();

    private final AtomicReference<@Nullable Item> newest = new AtomicReference<>();
    private volatile boolean closeRequested;

    /**
     * Adds a wait that is in no inbox. What the adding thread wrote before is visible to the thread
     * that takes the wait.
     *
     * @return false if the inbox is closed
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

    /** Asks the poller to close the inbox. */
    void requestClose() {
        closeRequested = true;
    }

    boolean isCloseRequested() {
        return closeRequested;
    }

    /** Tells whether there is a wait to take, or a request to close. */
    boolean wantsAttention() {
        return !isEmpty() || closeRequested;
    }

    private boolean isEmpty() {
        Item now = newest.get();
        return now == null || now == CLOSED;
    }

    /** Takes all waits; returns the newest, and {@link #older} the next. Called by the poller. */
    @Nullable PolledWait takeAll() {
        return isEmpty() ? null : (PolledWait) newest.getAndSet(null);
    }

    /** Takes all waits as {@link #takeAll()} does, and refuses further ones. */
    @Nullable PolledWait close() {
        Item rest = newest.getAndSet(CLOSED);
        return rest == CLOSED ? null : (PolledWait) rest;
    }

    /** Returns the wait that was added before this one, and unlinks it. */
    static @Nullable PolledWait older(PolledWait wait) {
        Item older = ((Item) wait).older;
        ((Item) wait).older = null;
        return (PolledWait) older;
    }
}
