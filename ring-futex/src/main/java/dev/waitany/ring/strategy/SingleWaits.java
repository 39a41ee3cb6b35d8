/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Capabilities;
import dev.waitany.ring.entries.SingleEntries;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.poller.PollerGroup;
import dev.waitany.ring.poller.PollerRingFactory;
import dev.waitany.ring.poller.PollerTuning;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.Waiter;

/** Waits with one FUTEX_WAIT entry per word: what ring-cancel and ring-armed have in common. */
final class SingleWaits {
    /** The kernel sets no limit. One call submits so many entries in a reasonable time. */
    static final int MAX_WORDS = 1 << UserData.ENTRY_BITS;

    private static final int MAX_ENTRIES = 256; // of a waiter's ring

    private final String strategy;
    private final RingCalls calls;

    SingleWaits(String strategy, RingCalls calls) {
        this.strategy = strategy;
        this.calls = calls;
    }

    static Capabilities capabilities(boolean staysArmed) {
        return new Capabilities(MAX_WORDS, Capabilities.Accounting.EXACT, true, staysArmed, false);
    }

    Waiter newWaiter() {
        return new RingWaiter(MAX_ENTRIES, RingMode.DEFERRED, calls, _ -> new SingleEntries());
    }

    /** The first ring blocks the poller, so it may defer; it can only poll rings that do not. */
    PendingWaits pendingWaits(boolean staysArmed) {
        PollerRingFactory rings =
                new PollerRingFactory(
                        RingMode.DEFERRED,
                        RingMode.COOPERATIVE,
                        calls,
                        _ -> new SingleEntries(),
                        PollerTuning.CANCELLED);
        return staysArmed
                ? PollerGroup.keepingArmed(strategy, rings)
                : new PollerGroup(strategy, rings);
    }
}
