/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

/**
 * What happens to surplus wakes: wakes that a wait consumed on words other than the one it reports,
 * because they came while it was ending.
 *
 * <p>If a wait throws, or its result is not read (a cancelled future), it always forwards its
 * surplus wakes, even under {@link #REPORT}.
 */
public enum Surplus {
    /**
     * The wait lists their words in {@link WaitResult#surplus()}, and the caller acts on them or
     * wakes another waiter of each.
     */
    REPORT,
    /**
     * The wait forwards them: it wakes another waiter of each word, and lists the word in {@link
     * WaitResult#forwarded()}. If a word has no other waiter, it is listed in {@link
     * WaitResult#surplus()}. The default: a caller that looks only at the reported word takes no
     * wake from other waiters.
     */
    FORWARD
}
