/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Capabilities;
import dev.waitany.WaitSet;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Backend;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.Waiter;
import java.util.Optional;

/**
 * Armed sets whose waits stay with the kernel. A wait of a single call leaves nothing armed: it is
 * the same as ring-cancel's (docs/explanation/decisions/0002-await-never-stays-armed.md).
 */
final class RingArmedBackend implements Backend {
    private static final Capabilities CAPABILITIES = SingleWaits.capabilities(true);

    private final RingCalls calls;
    private final SingleWaits waits;

    RingArmedBackend(RingCalls calls) {
        this.calls = calls;
        this.waits = new SingleWaits(RingArmed.NAME, calls);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Waiter newWaiter() {
        return waits.newWaiter();
    }

    @Override
    public Optional<PendingWaits> pendingWaits() {
        return Optional.of(waits.pendingWaits(true));
    }

    @Override
    public Optional<Arming> arm(WaitSet set) {
        return Optional.of(new RingArming(set, calls));
    }

    @Override
    public void close() {}
}
