/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import org.jspecify.annotations.Nullable;

/**
 * A waiter in the queue of one object. Made once for each place of a waiter's lists, and used
 * again.
 *
 * <p>All fields but {@code queued} and {@code object} are guarded by the object's lock while the
 * node is queued, and belong to the waiter otherwise. {@code queued} is written under the lock,
 * last when the node is removed. So a waiter that reads false owns the node again without taking
 * the lock. No other field tells that. Only the waiter writes {@code object}.
 */
final class Node {
    final Waiter waiter;
    volatile boolean queued;
    @Nullable WordObject object;
    @Nullable Node previous;
    @Nullable Node next;
    int index; // in the list of the wait
    long ticket; // order of arrival at the object
    boolean notified;

    Node(Waiter waiter) {
        this.waiter = waiter;
    }
}
