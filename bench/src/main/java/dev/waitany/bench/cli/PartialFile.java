/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.measure.Recorder;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.ResultsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is measured so far in the results file: after a round, but not more often than every
 * few seconds, and when a signal ends the JVM.
 */
final class PartialFile implements AutoCloseable {
    private static final Duration APART = Duration.ofSeconds(3);

    private final ResultsFile file;
    private long written = System.nanoTime() - APART.toNanos();
    private @Nullable Thread atSignal;

    PartialFile(ResultsFile file) {
        this.file = file;
    }

    /** Writes the partial results if the last ones are old enough. */
    synchronized void afterRound(Results results) {
        if (System.nanoTime() - written >= APART.toNanos()) {
            write(results);
            written = System.nanoTime();
        }
    }

    /** Writes all of them when the JVM ends before {@link #close}. */
    void writeAtSignal(Recorder recorder) {
        Thread hook =
                Thread.ofPlatform()
                        .name("partial results")
                        .unstarted(
                                () -> {
                                    ProcessHandle.current()
                                            .descendants()
                                            .forEach(ProcessHandle::destroyForcibly);
                                    write(recorder.soFar(true));
                                    System.err.println(
                                            "waitany: interrupted; "
                                                    + file.path()
                                                    + " is partial, --resume continues it");
                                });
        Runtime.getRuntime().addShutdownHook(hook);
        atSignal = hook;
    }

    @Override
    public void close() {
        Thread hook = atSignal;
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            waitForTheEnd();
        }
    }

    /** The signal has killed the worker JVMs, and that is no failure to report. */
    private static void waitForTheEnd() {
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void write(Results results) {
        try {
            file.write(results);
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " cannot be written", e);
        }
    }
}
