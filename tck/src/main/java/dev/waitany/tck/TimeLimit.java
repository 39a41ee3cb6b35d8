/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The end of a test's time, and waiting within it. Thread-safe. */
final class TimeLimit {
    private static final int EAGER_LOOKS = 200;
    private static final long PAUSE = 20_000; // ns between looks after that

    private final long end;

    TimeLimit(Duration span) {
        this.end = System.nanoTime() + span.toNanos();
    }

    long remainingNanos() {
        return end - System.nanoTime();
    }

    /** Looks until a condition holds; fails, saying what did not come about, when time is up. */
    void until(BooleanSupplier condition, Supplier<String> what) {
        if (!holdsInTime(condition)) {
            throw new AssertionError("the time limit passed before " + what.get());
        }
    }

    /** Looks until a condition holds, or until time is up: false. */
    boolean holdsInTime(BooleanSupplier condition) {
        for (int looks = 0; !condition.getAsBoolean(); looks++) {
            if (remainingNanos() < 0) {
                return condition.getAsBoolean();
            }
            if (looks < EAGER_LOOKS) {
                LockSupport.parkNanos(1);
            } else {
                LockSupport.parkNanos(PAUSE);
            }
        }
        return true;
    }
}
