/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

/**
 * A way for a thread to wait for any of {@link Crowd#SOURCES} sources, for many threads: each waits
 * on its own, and one driver wakes them.
 */
interface AnyOf extends AutoCloseable {
    /** By a waiter: blocks until it is woken by one of its sources. */
    void await(int waiter) throws Exception;

    /** By the driver. Not again before the waiter has answered. */
    void wake(int waiter, int source);

    /** When nobody waits any more. */
    @Override
    void close();
}
