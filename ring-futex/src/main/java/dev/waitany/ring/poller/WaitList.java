/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import org.jspecify.annotations.Nullable;

/**
 * A first-in-first-out list of waits. The waits themselves are the links, so adding one needs no
 * memory: a poller must not lose a wait when memory has run out. A wait can be in one list at a
 * time. Used by the poller's thread only.
 */
final class WaitList {
    private @Nullable PolledWait first;
    private @Nullable PolledWait last;

    boolean isEmpty() {
        return first == null;
    }

    void add(PolledWait wait) {
        PolledWait before = last;
        if (before == null) {
            first = wait;
        } else {
            before.next = wait;
        }
        last = wait;
    }

    /** Removes and returns the first wait, null if there is none. */
    @Nullable PolledWait poll() {
        PolledWait wait = first;
        if (wait != null) {
            first = wait.next;
            wait.next = null;
            if (first == null) {
                last = null;
            }
        }
        return wait;
    }
}
