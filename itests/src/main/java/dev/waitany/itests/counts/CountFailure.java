/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

/** Instructions could not be counted, or a record could not be read. The message says why. */
public final class CountFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CountFailure(String why) {
        super(why);
    }

    CountFailure(String why, Throwable cause) {
        super(why, cause);
    }
}
