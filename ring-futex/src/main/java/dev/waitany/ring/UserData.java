/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

/**
 * What the 64 bits of user_data mean on our rings: 0 and above is the index of a word, below are
 * the others.
 */
final class UserData {
    /** The completion of a cancel, not of what it cancelled. */
    static final long CANCEL = -1;

    /** The timer of a deadline on the realtime clock. */
    static final long TIMER = -2;

    /** A vectored wait, whose result is an index. */
    static final long WAITV = -3;

    private UserData() {}

    static boolean isWord(long userData) {
        return userData >= 0;
    }
}
