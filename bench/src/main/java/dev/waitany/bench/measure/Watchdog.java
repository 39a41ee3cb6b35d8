/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends the JVM and its child processes if a cell hangs, and prints which one and all stacks. */
final class Watchdog implements AutoCloseable {
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("watchdog").factory());

    /**
     * Runs work that must end within a limit.
     *
     * @param what names the work in messages
     * @throws IllegalStateException if the work throws; the message names the work
     */
    <T> T watch(Object what, Duration limit, Callable<T> work) throws Exception {
        ScheduledFuture<?> expiry =
                timer.schedule(() -> expire(what, limit), limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(what + " failed: " + e, e);
        } finally {
            expiry.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static void expire(Object what, Duration limit) {
        System.err.println("waitany: " + what + " did not end within " + limit.toSeconds() + " s");
        Thread.getAllStackTraces()
                .forEach(
                        (thread, stack) ->
                                System.err.println(thread + " " + Arrays.toString(stack)));
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(1);
    }
}
