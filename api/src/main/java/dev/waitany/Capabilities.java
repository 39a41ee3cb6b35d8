/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

/**
 * What a strategy can do.
 *
 * @param maxWords most words of one set
 * @param accounting how well it can know which wakes a wait consumed
 * @param bitset whether {@link WaitSet#bitset(int)} is honoured; a set with another than {@link
 *     FutexWord#ANY_BIT} is refused otherwise
 * @param staysArmed whether an {@link ArmedSet} stays with the kernel between calls; where not,
 *     each call of its {@code await} is a wait of its own, and a wake without a change between two
 *     calls finds no waiter
 * @param startsThreads whether a wait needs threads beside the waiting one
 */
public record Capabilities(
        int maxWords,
        Accounting accounting,
        boolean bitset,
        boolean staysArmed,
        boolean startsThreads) {

    /** How well a strategy can know its surplus wakes. */
    public enum Accounting {
        /**
         * Every wake the kernel counted is reported, listed, forwarded, or delivered by the next
         * call; the sums agree.
         */
        EXACT,
        /** The kernel tells one word only: others are taken as woken when their values changed. */
        INFERRED
    }
}
