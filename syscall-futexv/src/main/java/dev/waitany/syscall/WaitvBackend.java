/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import dev.waitany.Capabilities;
import dev.waitany.linux.Futex;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Waiter;

/** Makes one waiter for each thread, and has no resources that the waiters share. */
final class WaitvBackend implements Backend {
    private static final Capabilities CAPABILITIES =
            new Capabilities(
                    Futex.WAITV_MAX, Capabilities.Accounting.INFERRED, false, false, false);

    private final WaitvCall call;

    WaitvBackend(WaitvCall call) {
        this.call = call;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Waiter newWaiter() {
        return new WaitvWaiter(call);
    }

    @Override
    public void close() {}
}
