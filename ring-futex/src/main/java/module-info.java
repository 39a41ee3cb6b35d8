/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The io_uring strategies: {@code ring-cancel}, {@code ring-armed}, {@code ring-waitv}. Found as
 * services.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.ring {
    requires static org.jspecify;
    requires dev.waitany.api;
    requires dev.waitany.linux;

    provides dev.waitany.spi.Strategy with
            dev.waitany.ring.RingArmed,
            dev.waitany.ring.RingCancel,
            dev.waitany.ring.RingWaitv;
}
