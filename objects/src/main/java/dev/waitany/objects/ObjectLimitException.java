/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.io.Serial;

/**
 * Thrown if a semaphore's count would exceed its maximum, or a mutex's depth its limit. The call
 * has no effect.
 */
public final class ObjectLimitException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    ObjectLimitException(String message) {
        super(message);
    }
}
