/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Support;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;

/** {@code ring-waitv}: io_uring's own vectored wait, on up to 128 words. */
public final class RingWaitv implements Strategy {
    static final String NAME = "ring-waitv";

    /** As a service. */
    public RingWaitv() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 200;
    }

    @Override
    public Support probe() {
        return RingProbe.probe(NAME, "FUTEX_WAITV", LinuxUapi.IORING_OP_FUTEX_WAITV());
    }

    @Override
    public Backend open() {
        return new WaitvBackend();
    }
}
