/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.ring.uring.RingMode;

/** When the kernel makes completions visible to the ring's thread. */
public enum Delivery {
    /**
     * When the thread awaits or polls, and at no other time. It is never interrupted, and many
     * completions cost about as much as one. The default.
     */
    DEFERRED(RingMode.DEFERRED),
    /** Whenever the thread returns from the kernel, for any reason. */
    COOPERATIVE(RingMode.COOPERATIVE),
    /**
     * At once, by interrupting the thread. Polling then needs no system call. Below Linux 7.1, a
     * vectored wait consumes surplus wakes for a shorter time.
     */
    PROMPT(RingMode.PROMPT);

    private final RingMode mode;

    Delivery(RingMode mode) {
        this.mode = mode;
    }

    RingMode mode() {
        return mode;
    }
}
