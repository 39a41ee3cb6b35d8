/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.io.Serial;

/** Thrown if a thread unlocks a mutex that it does not own. The call has no effect. */
public final class NotOwnerException extends IllegalMonitorStateException {
    @Serial private static final long serialVersionUID = 1;

    NotOwnerException(String message) {
        super(message);
    }
}
