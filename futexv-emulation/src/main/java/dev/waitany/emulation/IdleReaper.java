/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.spi.StrategyThreads;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the helpers of a pool that have been idle for one to two periods.
 *
 * <p>Runs on a timer thread, which exists only while the pool has helpers. The alternative, a
 * timeout in each helper's idle wait, would make every wait set and clear a timer for each of its
 * words.
 *
 * <p>Thread-safe. {@code scheduled} is true while a run is scheduled. A run clears it before it
 * looks at the pool, so a helper that is made during the run schedules the next run itself.
 */
final class IdleReaper implements AutoCloseable {
    private static final long PERIOD_SECONDS = 5;

    private final HelperPool pool;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor timer;

    IdleReaper(HelperPool pool) {
        this.pool = pool;
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1, StrategyThreads.named("waitany-threads-idle-reaper").factory());
        timer.setKeepAliveTime(PERIOD_SECONDS * 2, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Schedules a run unless one is scheduled. Called after a helper was made. */
    void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                var _ = timer.schedule(this::reap, PERIOD_SECONDS, TimeUnit.SECONDS);
            } catch (OutOfMemoryError noTimer) {
                // The next helper that is made tries again. Waits do not need the timer.
                scheduled.set(false);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        timer.close();
    }

    private void reap() {
        scheduled.set(false);
        if (pool.endIdle()) {
            schedule();
        }
    }
}
