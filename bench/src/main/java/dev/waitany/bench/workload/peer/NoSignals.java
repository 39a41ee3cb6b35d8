/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import java.util.function.IntConsumer;

/**
 * No signals: the driver answers itself, with a plain call. What is left of an operation is what
 * the instrument costs: its readings of the clock, its histograms, and the choice of a source.
 */
final class NoSignals implements PushedSignals {
    private IntConsumer listener = _ -> {};

    @Override
    public void listen(int cpu, IntConsumer heard) {
        listener = heard;
    }

    @Override
    public void signal(int source) {
        listener.accept(source);
    }

    @Override
    public boolean spins() {
        return true;
    }
}
