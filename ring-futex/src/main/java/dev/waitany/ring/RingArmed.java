/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Support;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;

/** {@code ring-armed}: waits on a ring that stay armed between the calls of an armed set. */
public final class RingArmed implements Strategy {
    static final String NAME = "ring-armed";

    /** As a service. */
    public RingArmed() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 350;
    }

    @Override
    public Support probe() {
        return RingProbe.probe(NAME, "FUTEX_WAIT", LinuxUapi.IORING_OP_FUTEX_WAIT());
    }

    @Override
    public Backend open() {
        return new SingleWaitsBackend(NAME, true);
    }
}
