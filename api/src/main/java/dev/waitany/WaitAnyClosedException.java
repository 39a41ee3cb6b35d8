/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.io.Serial;

/**
 * Thrown if the {@link WaitAny} was closed before or during a wait. Wakes that the wait consumed
 * were forwarded to other waiters.
 */
public class WaitAnyClosedException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    /** Makes an exception that names the strategy. */
    public WaitAnyClosedException(String strategy) {
        super("the WaitAny (" + strategy + ") is closed");
    }
}
