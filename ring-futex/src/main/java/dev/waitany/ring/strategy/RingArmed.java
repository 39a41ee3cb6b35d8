/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Support;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;
import dev.waitany.spi.StrategyLimits;
import java.util.Optional;

/** {@code ring-armed}: one wait per word, which stays armed between the calls of an armed set. */
public final class RingArmed implements Strategy {
    static final String NAME = "ring-armed";

    /** For the service loader. */
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
        return new RingArmedBackend(RingCalls.KERNEL);
    }
}
