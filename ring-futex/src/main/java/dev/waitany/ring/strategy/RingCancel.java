/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Support;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;
import dev.waitany.spi.StrategyLimits;
import java.util.Optional;

/** {@code ring-cancel}: one wait per word; when one ends, the others are cancelled. */
public final class RingCancel implements Strategy {
    static final String NAME = "ring-cancel";

    /** For the service loader. */
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
    public Optional<StrategyLimits> limits() {
        return Optional.of(new StrategyLimits(SingleWaits.MAX_WORDS, false));
    }

    @Override
    public Support probe() {
        return RingProbe.probe(
                NAME, "FUTEX_WAIT", LinuxUapi.IORING_OP_FUTEX_WAIT(), RingCalls.KERNEL);
    }

    @Override
    public Backend open() {
        RingSettings.check();
        return new RingCancelBackend(RingCalls.KERNEL);
    }
}
