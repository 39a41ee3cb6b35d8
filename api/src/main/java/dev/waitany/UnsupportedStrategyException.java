/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.io.Serial;

/**
 * Thrown if a strategy does not work on this kernel or in this sandbox, or does not exist. The
 * message says why, and what would help.
 */
public class UnsupportedStrategyException extends UnsupportedOperationException {
    @Serial private static final long serialVersionUID = 1;

    /** Makes an exception with a message. */
    public UnsupportedStrategyException(String message) {
        super(message);
    }
}
