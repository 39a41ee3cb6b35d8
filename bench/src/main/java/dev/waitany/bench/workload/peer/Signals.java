/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

/** Sources that one thread signals and one other thread waits for. */
sealed interface Signals extends AutoCloseable permits AwaitedSignals, PushedSignals {
    /** Signals a source. Called by the driver, which waits for a reply before the next signal. */
    void signal(int source);

    /** Is called by the driver before and after each block: between blocks the waiter blocks. */
    default void act(boolean inBlock) {}

    /** Returns whether the driver spins for its reply too, so that neither side ever sleeps. */
    default boolean spins() {
        return false;
    }

    /** Releases what the sources hold, after the last call of the other methods. */
    @Override
    default void close() {}
}
