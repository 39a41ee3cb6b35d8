/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends the JVM and its children, saying why, when a cell does not end. */
final class Watchdog implements AutoCloseable {
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("watchdog").factory());

    /** Does something that must end within a limit. What fails is named, as is what hangs. */
    <T> T watch(Object what, Duration limit, Callable<T> work) throws Exception {
        ScheduledFuture<?> bark =
                timer.schedule(() -> bark(what, limit), limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return work.call();
        } catch (Exception e) {
            throw new IllegalStateException(what + " failed: " + e, e);
        } finally {
            bark.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static void bark(Object what, Duration limit) {
        System.err.println("waitany: " + what + " did not end within " + limit.toSeconds() + " s");
        Thread.getAllStackTraces()
                .forEach(
                        (thread, stack) ->
                                System.err.println(thread + " " + Arrays.toString(stack)));
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(1);
    }
}
