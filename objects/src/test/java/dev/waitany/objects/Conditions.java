/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits of tests for conditions. */
final class Conditions {
    private static final long PAUSE = 20_000; // ns

    private Conditions() {}

    /** Returns when a condition holds; fails when the test's time limit interrupts the thread. */
    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("the time limit passed");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
