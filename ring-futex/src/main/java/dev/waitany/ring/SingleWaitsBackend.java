/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Capabilities;
import dev.waitany.WaitSet;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Backend;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.Waiter;
import java.util.Optional;

/** One FUTEX_WAIT per word: cancelled after each wait, or kept by armed sets. */
final class SingleWaitsBackend implements Backend {
    /**
     * What a wait of one call, or the arming of a set, submits in a reasonable time; the kernel
     * knows no limit.
     */
    private static final int MAX_WORDS = 1 << UserData.ENTRY_BITS;

    private static final int QUEUE = 256;

    private final String name;
    private final Capabilities capabilities;

    SingleWaitsBackend(String name, boolean staysArmed) {
        this.name = name;
        this.capabilities =
                new Capabilities(MAX_WORDS, Capabilities.Accounting.EXACT, true, staysArmed, false);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Waiter newWaiter() {
        return new RingWaiter(QUEUE, RingMode.DEFERRED, arena -> new SingleEntries());
    }

    @Override
    public Optional<PendingWaits> pendingWaits() {
        return Optional.of(
                new RingPollers(
                        name,
                        new ShardForm(
                                RingMode.DEFERRED,
                                RingMode.COOPERATIVE,
                                arena -> new SingleEntries())));
    }

    @Override
    public Optional<Arming> arm(WaitSet set) {
        return capabilities.staysArmed() ? Optional.of(new RingArming(set)) : Optional.empty();
    }

    @Override
    public void close() {}
}
