/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

/**
 * What becomes of surplus wakes: those that a wait consumed on words other than the one it reports,
 * because they came while it was ending.
 */
public enum Surplus {
    /** {@link WaitResult#surplus()} lists their words, and the waiter sees to them. */
    REPORT,
    /**
     * Another waiter of each word is woken in its place ({@link WaitResult#forwarded()}), as if the
     * wait had not been there; where there is no other waiter, the word is listed as in {@link
     * #REPORT}. The default: a waiter that looks only at the reported word takes nothing from
     * others.
     */
    FORWARD
}
