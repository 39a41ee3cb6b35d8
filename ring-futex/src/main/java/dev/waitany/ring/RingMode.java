/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.uapi.LinuxUapi;

/**
 * Who runs the kernel's part of a ring, and when. All flags here are older than the futex
 * operations (6.7), so none needs a fallback.
 */
enum RingMode {
    /**
     * Completions are made when the owner enters, and only then: no interrupts of whatever it does
     * otherwise.
     */
    DEFERRED(LinuxUapi.IORING_SETUP_SINGLE_ISSUER() | LinuxUapi.IORING_SETUP_DEFER_TASKRUN()),
    /** Completions are made whenever the owner comes by the kernel. */
    COOPERATIVE(LinuxUapi.IORING_SETUP_SINGLE_ISSUER() | LinuxUapi.IORING_SETUP_COOP_TASKRUN()),
    /** Completions are made at once, by interrupting the owner. */
    PROMPT(LinuxUapi.IORING_SETUP_SINGLE_ISSUER()),
    /**
     * A kernel thread takes the entries and makes the completions. Its waits end with the ring and
     * not with the owner.
     */
    POLLED(LinuxUapi.IORING_SETUP_SINGLE_ISSUER() | LinuxUapi.IORING_SETUP_SQPOLL());

    private final int flags;

    RingMode(int flags) {
        this.flags = flags;
    }

    int flags() {
        return flags;
    }
}
