/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Futexes on io_uring: {@link dev.waitany.ring.FutexRing} offers the operations without blocking.
 * The strategies {@code ring-cancel}, {@code ring-armed} and {@code ring-waitv} are found as
 * services.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.ring {
    requires static jdk.jfr;
    requires static org.jspecify;
    requires transitive dev.waitany.api;
    requires dev.waitany.linux;

    exports dev.waitany.ring;

    provides dev.waitany.spi.Strategy with
            dev.waitany.ring.strategy.RingArmed,
            dev.waitany.ring.strategy.RingCancel,
            dev.waitany.ring.strategy.RingWaitv;
}
