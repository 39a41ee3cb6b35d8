/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.io.Serial;

/** An argument that cannot be, found out before anything was done. The message names it. */
final class BadArgumentException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    BadArgumentException(String message) {
        super(message);
    }
}
