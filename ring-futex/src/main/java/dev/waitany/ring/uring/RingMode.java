/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.uapi.LinuxUapi;

/**
 * When the kernel makes a ring's completions. In each mode one thread, the owner, submits.
 *
 * <p>Linux 6.7 brought the futex operations. All flags here are older, so none needs a fallback.
 */
public enum RingMode {
    /**
     * When the owner enters the ring to wait or to reap. The owner is never interrupted. A flag in
     * the ring tells it that an enter would make completions, see {@link Ring#wantsEnter}.
     */
    DEFERRED(
            LinuxUapi.IORING_SETUP_SINGLE_ISSUER()
                    | LinuxUapi.IORING_SETUP_DEFER_TASKRUN()
                    | LinuxUapi.IORING_SETUP_TASKRUN_FLAG()),
    /** Whenever the owner returns from the kernel to user space, for any reason. */
    COOPERATIVE(LinuxUapi.IORING_SETUP_SINGLE_ISSUER() | LinuxUapi.IORING_SETUP_COOP_TASKRUN()),
    /** At once: the kernel interrupts the owner. */
    PROMPT(LinuxUapi.IORING_SETUP_SINGLE_ISSUER());

    private final int flags;

    RingMode(int flags) {
        this.flags = flags;
    }

    int flags() {
        return flags;
    }
}
