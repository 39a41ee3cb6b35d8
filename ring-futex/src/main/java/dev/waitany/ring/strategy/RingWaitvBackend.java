/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Capabilities;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.entries.VectoredEntries;
import dev.waitany.ring.poller.PollerGroup;
import dev.waitany.ring.poller.PollerRingFactory;
import dev.waitany.ring.poller.PollerTuning;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.spi.Backend;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.Waiter;
import java.util.Optional;

/**
 * Waits with one FUTEX_WAITV entry per 128 words. Its rings are prompt: below Linux 7.1 the words
 * of a woken entry consume wakes until its completion is made.
 */
final class RingWaitvBackend implements Backend {
    static final int MAX_WORDS = 1 << UserData.ENTRY_BITS;
    private static final int MAX_ENTRIES = 16; // of a waiter's ring
    private static final Capabilities CAPABILITIES =
            new Capabilities(MAX_WORDS, Capabilities.Accounting.INFERRED, false, false, false);

    private final RingCalls calls;

    RingWaitvBackend(RingCalls calls) {
        this.calls = calls;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Waiter newWaiter() {
        return new RingWaiter(MAX_ENTRIES, RingMode.PROMPT, calls, VectoredEntries::new);
    }

    @Override
    public Optional<PendingWaits> pendingWaits() {
        return Optional.of(
                new PollerGroup(
                        RingWaitv.NAME,
                        new PollerRingFactory(
                                RingMode.PROMPT,
                                RingMode.PROMPT,
                                calls,
                                VectoredEntries::new,
                                PollerTuning.VECTORED)));
    }

    /**
     * Below Linux 7.1 a woken entry leaves its other words queued until its completion is reaped,
     * and each of them counts every further wake. On newer kernels this wakes more waiters than
     * necessary, but only on words that have a surplus wake.
     */
    @Override
    public int maxSurplusPerWord() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void close() {}
}
