/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.guest;

/** A guest that has ended, or fallen silent, before its tests were over. */
public final class GuestLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With all that is known of why: it is the message of the tests that were lost with it. */
    public GuestLostException(String why) {
        super(why);
    }
}
