/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import java.util.function.IntConsumer;

/** Signals for which an event loop waits, which has a thread already. */
non-sealed interface PushedSignals extends Signals {
    /**
     * Lets the loop call a listener for each signal.
     *
     * @param cpu the CPU of the loop's thread
     * @param listener takes the source
     */
    void listen(int cpu, IntConsumer listener);
}
