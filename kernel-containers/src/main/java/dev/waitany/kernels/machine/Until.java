/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.machine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions with a time limit. */
public final class Until {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = 10_000;

    private Until() {}

    /** Waits until the condition holds. Fails after 30 s with a description of what was awaited. */
    public static void holds(BooleanSupplier condition, Supplier<String> what) {
        holds(LIMIT, condition, what);
    }

    /**
     * Waits until the condition holds. Fails after the limit with a description of what was
     * awaited.
     */
    public static void holds(Duration limit, BooleanSupplier condition, Supplier<String> what) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within " + limit + ": " + what.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
