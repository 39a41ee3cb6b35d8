/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * The machine and the JVM that figures were measured on.
 *
 * @param date time of measurement: ISO 8601, UTC
 * @param kernel release of the running kernel, as uname(2) reports it. Source: man 2 uname.
 * @param cores the number of processors that the JVM may use
 * @param virtualised whether the processor reports a hypervisor
 * @param ioUringDisabled the sysctl kernel.io_uring_disabled; "absent" before Linux 6.6, or if a
 *     sandbox hides it
 * @param memlock soft limit of locked memory, as in /proc/self/limits: bytes or "unlimited"
 * @param nofile soft limit of open files, as in /proc/self/limits
 * @param cReference whether the C references were compiled and started
 */
public record Environment(
        String date,
        String kernel,
        String architecture,
        String cpu,
        int cores,
        boolean virtualised,
        String jdk,
        List<String> jvmFlags,
        String ioUringDisabled,
        String memlock,
        String nofile,
        boolean cReference) {

    /** Reads the properties of this machine and JVM. */
    public static Environment capture(boolean cReference) {
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                cpuInfo("model name", "unknown"),
                Runtime.getRuntime().availableProcessors(),
                cpuInfo("flags", "").contains(" hypervisor"),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                read(Path.of("/proc/sys/kernel/io_uring_disabled"), "absent"),
                limit("Max locked memory"),
                limit("Max open files"),
                cReference);
    }

    /**
     * Returns how many files this process may have open. The JVM has raised its soft limit to the
     * hard one.
     */
    public static long openFiles() {
        String limit = limit("Max open files");
        return limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
    }

    private static String cpuInfo(String key, String otherwise) {
        return valueOf(Path.of("/proc/cpuinfo"), key, otherwise);
    }

    private static String limit(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip().split(" +", 2)[0])
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String valueOf(Path file, String key, String otherwise) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file, String otherwise) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : otherwise;
        } catch (IOException e) {
            return otherwise;
        }
    }
}
