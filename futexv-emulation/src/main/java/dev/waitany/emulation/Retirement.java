/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends helpers that rest long, while there are any. From a thread of its own: with a timeout in
 * each helper's rest, every wait would set and clear a timer for each of its words.
 */
final class Retirement implements AutoCloseable {
    private static final long PERIOD_SECONDS = 5;

    private final HelperPool pool;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor timer;

    Retirement(HelperPool pool) {
        this.pool = pool;
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().daemon().name("waitany-threads-retirement").factory());
        timer.setKeepAliveTime(PERIOD_SECONDS * 2, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** There is a helper. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            var _ = timer.schedule(this::look, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        timer.close();
    }

    private void look() {
        begun.set(false); // first: a helper that is made meanwhile begins it again
        if (pool.retire()) {
            begin();
        }
    }
}
