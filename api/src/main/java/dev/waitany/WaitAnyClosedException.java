/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.io.Serial;

/**
 * The {@link WaitAny} was closed: while the wait was blocked, or before it began. No wake was lost
 * to it.
 */
public class WaitAnyClosedException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    public WaitAnyClosedException(String strategy) {
        super("the WaitAny (" + strategy + ") is closed");
    }
}
