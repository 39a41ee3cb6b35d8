/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Support;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;

/** {@code ring-cancel}: N waits on a ring, of which N-1 are cancelled when one ends. */
public final class RingCancel implements Strategy {
    static final String NAME = "ring-cancel";

    /** As a service. */
    public RingCancel() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 300;
    }

    @Override
    public Support probe() {
        return RingProbe.probe(NAME, "FUTEX_WAIT", LinuxUapi.IORING_OP_FUTEX_WAIT());
    }

    @Override
    public Backend open() {
        return new SingleWaitsBackend(NAME, false);
    }
}
