/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** The thread a test's body runs on, so that one that never returns can be left behind. */
final class TestThread {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    TestThread(Executable test, Runnable end) {
        this.thread = Thread.ofPlatform().daemon().name("test").unstarted(() -> perform(test, end));
    }

    void start() {
        thread.start();
    }

    boolean awaitEnd(Duration span) throws InterruptedException {
        return ended.await(span.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isDone() {
        return ended.getCount() == 0;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    void rethrow() throws Throwable {
        Throwable present = failure;
        if (present != null) {
            throw present;
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    private void perform(Executable test, Runnable end) {
        try {
            test.execute();
            if (Thread.interrupted()) {
                throw new AssertionError("the test left its thread's interrupt status set");
            }
            end.run();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            ended.countDown();
        }
    }
}
