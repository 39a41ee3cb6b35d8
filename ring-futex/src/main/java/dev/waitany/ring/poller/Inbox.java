/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What many threads pass to one poller: waits to begin or to cancel, and armed sets to serve. The
 * items themselves are the links of the list, so adding one makes no garbage. Thread-safe.
 */
final class Inbox {
    /** An element; it can be in one inbox at a time. */
    abstract static sealed class Item permits PolledWait, ArmedWords, End {
        private static final VarHandle QUEUED;

        static {
            try {
                QUEUED = MethodHandles.lookup().findVarHandle(Item.class, "queued", boolean.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private @Nullable Item older;

        /** The next in an {@link ItemList}, which guards it. */
        @Nullable Item next;

        @SuppressWarnings("unused") // through QUEUED
        private volatile boolean queued;

        /**
         * Marks the item as one that is in an inbox, or returns false if it is in one. What the
         * calling thread wrote before is visible to the poller after {@link #taken()} in both
         * cases.
         */
        final boolean queue() {
            return !(boolean) QUEUED.getAndSet(this, true); // writes in both cases
        }

        /** Notes that the poller looks at the item from now on: it may be passed again. */
        final void taken() {
            QUEUED.getAndSet(this, false); // reads what the last caller of queue() wrote
        }
    }

    /** Marks a closed inbox. */
    private static final class End extends Item {}

    private static final Item CLOSED = new End();

    private final AtomicReference<@Nullable Item> newest = new AtomicReference<>();
    private volatile boolean closeRequested;

    /**
     * Adds an item that is in no inbox. What the adding thread wrote before is visible to the
     * thread that takes the item.
     *
     * @return false if the inbox is closed
     */
    boolean add(Item item) {
        while (true) {
            Item before = newest.get();
            if (before == CLOSED) {
                return false;
            }
            item.older = before;
            if (newest.compareAndSet(before, item)) {
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

    /** Tells whether there is an item to take, or a request to close. */
    boolean wantsAttention() {
        return !isEmpty() || closeRequested;
    }

    private boolean isEmpty() {
        Item now = newest.get();
        return now == null || now == CLOSED;
    }

    /** Takes all items; returns the newest, and {@link #older} the next. Called by the poller. */
    @Nullable Item takeAll() {
        return isEmpty() ? null : newest.getAndSet(null);
    }

    /** Takes all items as {@link #takeAll()} does, and refuses further ones. */
    @Nullable Item close() {
        Item rest = newest.getAndSet(CLOSED);
        return rest == CLOSED ? null : rest;
    }

    /** Returns the item that was added before this one, and unlinks it. */
    static @Nullable Item older(Item item) {
        Item older = item.older;
        item.older = null;
        return older;
    }
}
