/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.account;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A time limit that begins again whenever there is progress. Not thread-safe. */
public final class Patience {
    private static final int SPINS = 200;
    private static final long PAUSE_NANOS = 20_000;

    private final long nanos;
    private long start = System.nanoTime();

    /** Begins now. */
    public Patience(Duration limit) {
        this.nanos = limit.toNanos();
    }

    /** Begins again, after progress. */
    public void begin() {
        start = System.nanoTime();
    }

    /** Returns whether the limit has passed since it began. */
    public boolean isExhausted() {
        return System.nanoTime() - start > nanos;
    }

    /** Waits until the condition holds; returns whether it does within the limit. */
    public boolean until(BooleanSupplier condition) {
        begin();
        for (int i = 0; !condition.getAsBoolean(); i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else if (isExhausted()) {
                return condition.getAsBoolean();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return true;
    }
}
