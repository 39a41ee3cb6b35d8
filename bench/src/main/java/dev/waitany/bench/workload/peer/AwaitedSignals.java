/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

/** Signals for which a thread of the session waits. */
non-sealed interface AwaitedSignals extends Signals {
    /** Waits until a source is signalled, takes the signal, and returns the source. */
    int await() throws InterruptedException;
}
