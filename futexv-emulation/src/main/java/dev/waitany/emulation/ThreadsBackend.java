/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.Capabilities;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Waiter;

/** Owns the helper pool of one {@code WaitAny}, which all its waiters share. */
final class ThreadsBackend implements Backend {
    /** The largest set. A wait needs a thread for each word, so larger sets are too expensive. */
    static final int MAX_WORDS = 1024;

    private static final Capabilities CAPABILITIES =
            new Capabilities(MAX_WORDS, Capabilities.Accounting.EXACT, true, false, true);

    private final FutexCalls calls;
    private final HelperPool pool;

    ThreadsBackend(FutexCalls calls) {
        this.calls = calls;
        this.pool = new HelperPool(calls);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Waiter newWaiter() {
        return new ThreadsWaiter(pool, calls);
    }

    @Override
    public void close() {
        pool.close();
    }
}
