/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A machine in QEMU that counts instructions: its clock and its time stamp counter advance by one
 * for each instruction. It has one CPU, no disk and no network.
 *
 * <p>Everything that could differ between two boots is fixed. The CPU is a model that does not
 * depend on the host and has no random numbers. The kernel is at a fixed address, and applies no
 * mitigations, because those depend on the CPU.
 *
 * @param command the words of the command. If this JVM ends, even by SIGKILL, the kernel must end
 *     it
 * @param limit after which it is killed
 */
record CountingGuest(List<String> command, Duration limit) {
    /** A boot takes 8 s of CPU time on an idle machine. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int TAIL = 10;

    /** Kills a program when the thread that started it has ended. Part of util-linux. */
    static final List<String> TIED = List.of("setpriv", "--pdeathsig", "KILL", "--");

    static final String QEMU = "qemu-system-x86_64";

    private static final List<String> MACHINE =
            List.of("-machine", "q35", "-smp", "1", "-m", "512", "-cpu", "qemu64");
    private static final List<String> COUNTING =
            List.of("-accel", "tcg,thread=single", "-icount", "shift=0,sleep=off");
    private static final List<String> ALONE =
            List.of("-nodefaults", "-display", "none", "-no-reboot");
    private static final List<String> CLOCK = List.of("-rtc", "base=2026-01-01,clock=vm");
    private static final String BOOT =
            "console=ttyS0 quiet panic=-1 nokaslr mitigations=off nowatchdog";

    /** The console is the first serial port, on standard output; results go to standard error. */
    private static final List<String> PORTS =
            List.of(
                    "-chardev",
                    "stdio,id=console,signal=off",
                    "-serial",
                    "chardev:console",
                    "-chardev",
                    "file,id=results,path=/proc/self/fd/2,append=on",
                    "-serial",
                    "chardev:results");

    /** Returns the guest that boots a kernel with an archive of files. */
    static CountingGuest of(Path kernel, Path files) {
        List<String> boot =
                List.of("-kernel", kernel.toString(), "-initrd", files.toString(), "-append", BOOT);
        List<String> words =
                Stream.of(TIED, List.of(QEMU), MACHINE, COUNTING, ALONE, CLOCK, boot, PORTS)
                        .flatMap(List::stream)
                        .toList();
        return new CountingGuest(words, LIMIT);
    }

    /**
     * Runs the machine until it powers off.
     *
     * @return the lines of its results
     * @throws CountFailure if it fails or does not end within the limit, with the end of its
     *     console
     * @throws IOException if it cannot be started, or this thread is interrupted
     */
    List<String> run() throws IOException {
        Process process = new ProcessBuilder(command).start();
        try {
            process.getOutputStream().close();
            CompletableFuture<List<String>> console = lines(process.inputReader());
            CompletableFuture<List<String>> results = lines(process.errorReader());
            boolean over = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            int code = process.waitFor();
            if (!over || code != 0) {
                String how =
                        over
                                ? "QEMU ended with exit code " + code
                                : "the guest was not over after " + limit.toSeconds() + " s";
                throw new CountFailure(how + tail(results.join()) + tail(console.join()));
            }
            return results.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the guest ran");
        } finally {
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<List<String>> lines(BufferedReader reader) {
        CompletableFuture<List<String>> lines = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> lines.complete(reader.lines().toList()));
        return lines;
    }

    private static String tail(List<String> lines) {
        return lines.stream()
                .skip(Math.max(0, lines.size() - TAIL))
                .map(line -> "\n    " + line.strip())
                .reduce("", String::concat);
    }
}
