/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Capabilities;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.Backend;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.Waiter;
import java.util.Optional;

/** Waits that cancel their other entries when one has ended. */
final class RingCancelBackend implements Backend {
    private static final Capabilities CAPABILITIES = SingleWaits.capabilities(false);

    private final SingleWaits waits;

    RingCancelBackend(RingCalls calls) {
        this.waits = new SingleWaits(RingCancel.NAME, calls);
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
        return Optional.of(waits.pendingWaits(false));
    }

    @Override
    public void close() {}
}
