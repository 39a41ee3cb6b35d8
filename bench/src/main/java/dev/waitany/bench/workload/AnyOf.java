/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

/**
 * A way to wait for any of {@link WaiterGroup#SOURCES} sources, for many threads. Each thread waits
 * for its own sources, and one driver wakes them.
 */
interface AnyOf extends AutoCloseable {
    /** Blocks the waiter's thread until one of its sources is woken. */
    void await(int waiter) throws Exception;

    /** Wakes a waiter. The driver calls it again only after the waiter has replied. */
    void wake(int waiter, int source);

    /** Releases resources, after all threads have stopped waiting. */
    @Override
    void close();
}
