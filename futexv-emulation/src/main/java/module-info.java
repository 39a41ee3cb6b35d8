/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The strategy {@code threads}: one plain FUTEX_WAIT per word. Found as a service; exports nothing.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.emulation {
    requires static org.jspecify;
    requires dev.waitany.api;
    requires dev.waitany.linux;

    provides dev.waitany.spi.Strategy with
            dev.waitany.emulation.Threads;
}
