/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.io.Serial;

/** Thrown if an object to signal is a timer or the end of a thread. The call has no effect. */
public final class UnsignallableException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1;

    UnsignallableException(String message) {
        super(message);
    }
}
