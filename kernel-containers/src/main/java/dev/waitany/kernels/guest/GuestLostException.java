/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

/** A guest ended or fell silent before its tests were over. */
public final class GuestLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes one with the reason, which becomes the message of the tests that were lost. */
    public GuestLostException(String why) {
        super(why);
    }
}
