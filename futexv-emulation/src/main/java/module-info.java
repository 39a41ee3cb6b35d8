/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The strategy {@code threads}: one thread per word blocks in FUTEX_WAIT. Provided as a service;
 * exports no package.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.emulation {
    requires static org.jspecify;
    requires dev.waitany.api;
    requires dev.waitany.linux;

    provides dev.waitany.spi.Strategy with
            dev.waitany.emulation.Threads;
}
