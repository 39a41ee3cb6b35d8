/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

/** Sources that one thread signals and one other thread waits for. */
interface Signals extends AutoCloseable {
    /** Signals a source. Called by the driver, which waits for a reply before the next signal. */
    void signal(int source);

    /** Waits until a source is signalled, takes the signal, and returns the source. */
    int await() throws InterruptedException;

    /** Returns whether the driver spins for its reply too, so that neither side ever sleeps. */
    default boolean spins() {
        return false;
    }

    /** Releases what the sources hold, after the last call of the other methods. */
    @Override
    default void close() {}
}
