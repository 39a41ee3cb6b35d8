/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

/**
 * Locks several objects in the order of their numbers.
 *
 * <p>A virtual thread that yields leaves its carrier. If it held a lock then, threads that spin for
 * that lock could keep all carriers busy, and it would never run again. So a thread yields without
 * any lock only, and begins again.
 */
final class AllLocks {
    private AllLocks() {}

    /** Locks the first objects of an array that is sorted. The caller holds no lock. */
    @SuppressWarnings("ThreadPriorityCheck") // as in WordObject.pause
    static void lock(WordObject[] sorted, int count) {
        int locked = 0;
        while (locked < count) {
            if (sorted[locked].lockSoon()) {
                locked++;
            } else {
                while (locked > 0) {
                    locked--;
                    sorted[locked].unlock(sorted[locked].word());
                }
                Thread.yield();
            }
        }
    }
}
