/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Flags that the waiter reads until one is set. No wait can be shorter. */
final class SpinSignals implements Signals {
    private static final int INTS_PER_LINE = 32; // as far apart as words are

    private final AtomicIntegerArray flags;
    private final int count;

    SpinSignals(int count) {
        this.count = count;
        this.flags = new AtomicIntegerArray(count * INTS_PER_LINE);
    }

    @Override
    public void signal(int source) {
        flags.setRelease(source * INTS_PER_LINE, 1);
    }

    @Override
    public int await() {
        while (true) {
            for (int source = 0; source < count; source++) {
                int at = source * INTS_PER_LINE;
                if (flags.getAcquire(at) != 0) {
                    flags.setRelease(at, 0);
                    return source;
                }
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public boolean spins() {
        return true;
    }
}
