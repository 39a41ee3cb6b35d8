/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A time limit that begins again whenever there is progress. Not thread-safe. */
final class Patience {
    private static final int SPINS = 200;
    private static final long PAUSE_NANOS = 20_000;

    private final long nanos;
    private long start = System.nanoTime();

    Patience(Duration limit) {
        this.nanos = limit.toNanos();
    }

    void begin() {
        start = System.nanoTime();
    }

    boolean isExhausted() {
        return System.nanoTime() - start > nanos;
    }

    /** Waits until the condition holds; returns whether it does within the limit. */
    boolean until(BooleanSupplier condition) {
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
