/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.argument;

import java.io.Serial;

/**
 * Reports an argument that cannot be used. It is thrown before anything is measured, and its
 * message names the argument.
 */
public final class BadArgumentException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /** Creates the exception with a message that is one line. */
    public BadArgumentException(String message) {
        super(message);
    }
}
