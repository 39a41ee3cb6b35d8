/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.counted;

import dev.waitany.Capabilities;
import dev.waitany.WaitSet;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Backend;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.Waiter;
import java.util.Optional;

/** A backend whose waits are counted on the words that have a count. Thread-safe. */
public final class CountingBackend implements Backend {
    private final Backend backend;

    /**
     * Counts the waits of a backend.
     *
     * @param backend closed with this
     */
    public CountingBackend(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Capabilities capabilities() {
        return backend.capabilities();
    }

    @Override
    public Waiter newWaiter() {
        return new CountingWaiter(backend.newWaiter());
    }

    @Override
    public Optional<Arming> arm(WaitSet set) {
        return CountingArming.of(set, backend::arm);
    }

    @Override
    public Optional<PendingWaits> pendingWaits() {
        return backend.pendingWaits().map(CountingPendingWaits::new);
    }

    @Override
    public int maxSurplusPerWord() {
        return backend.maxSurplusPerWord();
    }

    @Override
    public void close() {
        backend.close();
    }
}
