/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import org.jspecify.annotations.Nullable;

/**
 * Futures whose waits have ended, first in, first out. The futures themselves are the links, so
 * adding one allocates nothing, and a full heap loses none. Not thread-safe.
 */
final class FutureQueue {
    private @Nullable PolledFuture head;
    private @Nullable PolledFuture tail;

    boolean isEmpty() {
        return head == null;
    }

    /** Adds a future that is in no queue. */
    void add(PolledFuture future) {
        if (tail == null) {
            head = future;
        } else {
            tail.next = future;
        }
        tail = future;
    }

    /** Removes the future that was added first; null if the queue is empty. */
    @Nullable PolledFuture poll() {
        PolledFuture first = head;
        if (first != null) {
            head = first.next;
            first.next = null;
            if (head == null) {
                tail = null;
            }
        }
        return first;
    }
}
