/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

/** When the kernel makes completions visible. All modes are for one issuing thread. */
public enum Delivery {
    /**
     * When the owner awaits or polls, and at no other time: it is never interrupted, and many come
     * at the price of one. The default.
     */
    DEFERRED(RingMode.DEFERRED),
    /** When the owner enters the kernel for whatever reason. */
    COOPERATIVE(RingMode.COOPERATIVE),
    /**
     * At once, by interrupting the owner. Polling needs no system call then, and below Linux 7.1 a
     * vectored wait swallows wakes for a shorter time.
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
