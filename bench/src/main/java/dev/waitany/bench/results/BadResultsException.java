/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

/** A results file that cannot be used. The message is one line, with the file and the place. */
public final class BadResultsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates the exception with its message. */
    public BadResultsException(String message) {
        super(message);
    }
}
