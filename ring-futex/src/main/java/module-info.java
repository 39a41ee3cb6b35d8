/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Futexes on io_uring: {@link dev.waitany.ring.FutexRing}, the operations themselves without
 * blocking, and the strategies {@code ring-cancel}, {@code ring-armed} and {@code ring-waitv},
 * which are found as services.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.ring {
    requires static jdk.jfr;
    requires static org.jspecify;
    requires transitive dev.waitany.api;
    requires dev.waitany.linux;

    exports dev.waitany.ring;

    provides dev.waitany.spi.Strategy with
            dev.waitany.ring.RingArmed,
            dev.waitany.ring.RingCancel,
            dev.waitany.ring.RingWaitv;
}
