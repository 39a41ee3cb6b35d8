/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spi;

import dev.waitany.Support;

/**
 * A way to wait on many words, as a service. Stateless; must load on any machine, whatever the
 * kernel offers.
 */
public interface Strategy {
    /** The name to open it by. */
    String name();

    /**
     * Its rank for {@code WaitAny.open()}: the highest available one is taken.
     * docs/reference/strategies has the measurements.
     */
    int rank();

    /** Tries the system calls it needs, and says what they answered. Leaves nothing open. */
    Support probe();

    /** A new backend, for one {@code WaitAny}. Called after a successful {@link #probe()} only. */
    Backend open();
}
