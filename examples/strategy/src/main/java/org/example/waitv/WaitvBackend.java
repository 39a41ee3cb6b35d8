/* SPDX-License-Identifier: Apache-2.0 */
package org.example.waitv;

import dev.waitany.Capabilities;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Waiter;

/** The strategy at work for one {@code WaitAny}. Has no state: each waiter has its own. */
final class WaitvBackend implements Backend {
    @Override
    public Capabilities capabilities() {
        boolean bitset = false, staysArmed = false, startsThreads = false;
        return new Capabilities(
                FutexWaitv.MAX_WORDS,
                Capabilities.Accounting.INFERRED,
                bitset,
                staysArmed,
                startsThreads);
    }

    @Override
    public Waiter newWaiter() {
        return new WaitvWaiter();
    }

    @Override
    public void close() {}
}
