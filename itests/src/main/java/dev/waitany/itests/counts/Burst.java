/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

/**
 * The wakes that one wait consumed, of a burst that came before its thread ran.
 *
 * @param words of the set
 * @param woken words of the set that were woken
 * @param each wakes of each of them
 * @param found wakes for which the kernel counted a waiter
 */
record Burst(String strategy, int words, int woken, int each, long found) {
    /** Returns the name for messages. */
    String name() {
        return "%s, %d words, %d of them woken %d times".formatted(strategy, words, woken, each);
    }
}
