/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine.threads;

import org.jspecify.annotations.Nullable;

/**
 * Futures whose waits have ended, first in, first out. The futures themselves are the links, so
 * adding one allocates nothing, and a full heap loses none. Not thread-safe.
 */
final class FutureQueue {
    private @Nullable Completable head;
    private @Nullable Completable tail;

    boolean isEmpty() {
        return head == null;
    }

    /** Adds a future that is in no queue. */
    void add(Completable future) {
        if (tail == null) {
            head = future;
        } else {
            tail.setNext(future);
        }
        tail = future;
    }

    /** Removes the future that was added first; null if the queue is empty. */
    @Nullable Completable poll() {
        Completable first = head;
        if (first != null) {
            head = first.next();
            first.setNext(null);
            if (head == null) {
                tail = null;
            }
        }
        return first;
    }
}
