/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

/**
 * Many waits that are pending at the same time, each on {@value #SOURCES} words, or on what a
 * baseline uses in their place. One driver wakes them.
 *
 * <p>A thread on the waiters' CPU creates and begins the group, so that the threads that the group
 * starts run on that CPU.
 */
interface WaiterGroup extends AutoCloseable {
    /** How many words each waiter waits on. */
    int SOURCES = 4;

    /** Starts all waits and returns when they are pending. */
    void begin() throws Exception;

    /** Wakes one waiter by one of its words. The waiter replies and waits again. */
    void wake(int waiter, int source);

    /** Ends all waits. */
    @Override
    void close();
}
