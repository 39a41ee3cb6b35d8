/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Capabilities;
import dev.waitany.linux.Futex;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Waiter;

/** One FUTEX_WAITV for all words. */
final class WaitvBackend implements Backend {
    private static final Capabilities CAPABILITIES =
            new Capabilities(
                    Futex.WAITV_MAX, Capabilities.Accounting.INFERRED, false, false, false);

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Waiter newWaiter() {
        return new WaitvWaiter();
    }

    /**
     * Below 7.1 a woken wait leaves its other words queued until it is reaped, and each of them
     * counts every further wake. Where the fix is, this wakes more waiters than it must, and only
     * of words that have a surplus.
     */
    @Override
    public int maxSwallowedPerWord() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void close() {}
}
