/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

/**
 * Describes what a strategy can do.
 *
 * @param maxWords the largest number of words of one set
 * @param accounting how well the strategy knows which wakes a wait consumed
 * @param bitset whether the strategy honours {@link WaitSet#bitset(int)}; if not, a set with
 *     another bitset than {@link FutexWord#ANY_BIT} is refused
 * @param staysArmed whether an {@link ArmedSet} stays with the kernel between calls; if not, each
 *     call of its {@code await} is a new wait, and a wake without a change between two calls finds
 *     no waiter
 * @param startsThreads whether a wait needs further threads in addition to the waiting one
 */
public record Capabilities(
        int maxWords,
        Accounting accounting,
        boolean bitset,
        boolean staysArmed,
        boolean startsThreads) {

    /** How well a strategy knows the surplus wakes of a wait. */
    public enum Accounting {
        /**
         * Every wake that the kernel counted is known: it is reported, listed, forwarded, or
         * delivered by the next call. The sums agree.
         */
        EXACT,
        /**
         * The kernel names one woken word. Other words are treated as woken if their values have
         * changed. Source: {@code futex_unqueue_multiple} in kernel/futex/waitwake.c, which returns
         * one index of those that were woken.
         */
        INFERRED
    }
}
