/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Flags that the waiter reads until one is set. No wait can be shorter. Between blocks the waiter
 * is parked, because it would take a CPU from the blocks of others.
 */
final class SpinSignals implements AwaitedSignals {
    private static final int INTS_PER_LINE = 32; // as far apart as words are

    private final AtomicIntegerArray flags;
    private final int count;
    private volatile boolean inBlock;
    private volatile @Nullable Thread waiter;

    SpinSignals(int count) {
        this.count = count;
        this.flags = new AtomicIntegerArray(count * INTS_PER_LINE);
    }

    @Override
    public void signal(int source) {
        flags.setRelease(source * INTS_PER_LINE, 1);
    }

    @Override
    public void act(boolean begins) {
        inBlock = begins;
        LockSupport.unpark(waiter);
    }

    /** Returns after an interrupt too, with any source, because then the session is closed. */
    @Override
    public int await() {
        waiter = Thread.currentThread();
        while (true) {
            while (!inBlock && !Thread.currentThread().isInterrupted()) {
                LockSupport.park(this);
            }
            for (int source = 0; source < count; source++) {
                int at = source * INTS_PER_LINE;
                if (flags.getAcquire(at) != 0) {
                    flags.setRelease(at, 0);
                    return source;
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                return 0;
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public boolean spins() {
        return true;
    }
}
