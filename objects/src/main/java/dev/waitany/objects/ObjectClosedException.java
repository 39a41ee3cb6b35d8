/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.io.Serial;

/** Thrown if an object, or its domain, is closed before or during a call. */
public final class ObjectClosedException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    ObjectClosedException(String message) {
        super(message);
    }
}
