/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Support;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;
import dev.waitany.spi.StrategyLimits;
import java.util.Optional;

/** {@code ring-waitv}: one vectored wait for each 128 words. */
public final class RingWaitv implements Strategy {
    static final String NAME = "ring-waitv";

    /** For the service loader. */
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
    public Optional<StrategyLimits> limits() {
        return Optional.of(new StrategyLimits(RingWaitvBackend.MAX_WORDS, false));
    }

    @Override
    public Support probe() {
        return RingProbe.probe(
                NAME, "FUTEX_WAITV", LinuxUapi.IORING_OP_FUTEX_WAITV(), RingCalls.KERNEL);
    }

    @Override
    public Backend open() {
        RingSettings.check();
        return new RingWaitvBackend(RingCalls.KERNEL);
    }
}
