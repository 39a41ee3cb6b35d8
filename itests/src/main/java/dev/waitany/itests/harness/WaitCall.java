/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.harness;

/** The kernel's operation that a strategy waits with. */
public enum WaitCall {
    /** FUTEX_WAIT of futex(2): one thread for each word. */
    FUTEX_WAIT,
    /** futex_waitv(2). */
    FUTEX_WAITV,
    /** IORING_OP_FUTEX_WAIT. */
    RING_FUTEX_WAIT,
    /** IORING_OP_FUTEX_WAITV. */
    RING_FUTEX_WAITV;

    /** Whether it needs io_uring. */
    public boolean isOnRing() {
        return this == RING_FUTEX_WAIT || this == RING_FUTEX_WAITV;
    }
}
