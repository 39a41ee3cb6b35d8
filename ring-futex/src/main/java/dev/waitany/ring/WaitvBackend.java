/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Capabilities;
import dev.waitany.spi.Backend;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.Waiter;
import java.util.Optional;

/**
 * One FUTEX_WAITV for 128 words. The rings make completions as soon as they can: until then (below
 * 7.1) a wait's words swallow wakes.
 */
final class WaitvBackend implements Backend {
    private static final int MAX_WORDS = 1 << 20;
    private static final int QUEUE = 16;
    private static final Capabilities CAPABILITIES =
            new Capabilities(MAX_WORDS, Capabilities.Accounting.INFERRED, false, false, false);

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Waiter newWaiter() {
        return new RingWaiter(QUEUE, RingMode.PROMPT, VectoredEntries::new);
    }

    @Override
    public Optional<PendingWaits> pendingWaits() {
        return Optional.of(
                new RingPollers(
                        RingWaitv.NAME,
                        new ShardForm(RingMode.PROMPT, RingMode.PROMPT, VectoredEntries::new)));
    }

    /**
     * Below 7.1 a woken wait leaves its other words queued until it is reaped, and each of them
     * counts every further wake. Where the fix is, this wakes more waiters than it must, and only
     * of words that have a surplus.
     */
    @Override
    public int maxSurplusPerWord() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void close() {}
}
