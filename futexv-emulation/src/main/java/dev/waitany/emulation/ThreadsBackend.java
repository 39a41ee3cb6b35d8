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

    private final HelperPool pool = new HelperPool();

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Waiter newWaiter() {
        return new ThreadsWaiter(pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
