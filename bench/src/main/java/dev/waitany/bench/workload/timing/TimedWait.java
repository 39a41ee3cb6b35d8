/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import dev.waitany.bench.strategy.ComparedStrategy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A wait with a deadline, for something that does not happen. Used by one thread. */
interface TimedWait extends AutoCloseable {
    String PARK = "parkNanos";
    String CONDITION = "Condition";

    /** Blocks until a time of nanoTime, or a little longer. */
    void until(long time) throws InterruptedException;

    @Override
    void close();

    /** Returns the wait of a strategy or baseline. */
    static TimedWait of(String name, int words) {
        return switch (name) {
            case PARK -> parking();
            case CONDITION -> onCondition();
            default -> new TimedWaitOnWords(ComparedStrategy.open(name), words);
        };
    }

    private static TimedWait parking() {
        return new TimedWait() {
            @Override
            public void until(long time) {
                for (long left = time - System.nanoTime();
                        left > 0;
                        left = time - System.nanoTime()) {
                    LockSupport.parkNanos(this, left);
                }
            }

            @Override
            public void close() {}
        };
    }

    private static TimedWait onCondition() {
        ReentrantLock lock = new ReentrantLock();
        Condition never = lock.newCondition();
        return new TimedWait() {
            @Override
            public void until(long time) throws InterruptedException {
                lock.lock();
                try {
                    for (long left = time - System.nanoTime();
                            left > 0;
                            left = time - System.nanoTime()) {
                        var _ = never.await(left, TimeUnit.NANOSECONDS);
                    }
                } finally {
                    lock.unlock();
                }
            }

            @Override
            public void close() {}
        };
    }
}
