/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.io.Serial;

/** Thrown if a callback is queued to a thread that has ended. */
public final class ThreadEndedException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    ThreadEndedException(String message) {
        super(message);
    }
}
