/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * This process' soft limits on the resources that rings consume. {@link Long#MAX_VALUE} means
 * unlimited.
 *
 * <p>Source: man 5 proc ({@code limits}, {@code status}), man 2 getrlimit.
 *
 * @param openFiles the number of open descriptors (RLIMIT_NOFILE)
 * @param lockedMemory bytes of locked memory (RLIMIT_MEMLOCK); unlimited with CAP_IPC_LOCK
 */
public record ProcessLimits(long openFiles, long lockedMemory) {
    private static final int CAP_IPC_LOCK = 14;

    /** Reads the present limits. Without {@code /proc}, both are reported as unlimited. */
    public static ProcessLimits now() {
        try {
            return parse(
                    Files.readAllLines(Path.of("/proc/self/limits")),
                    Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException noProc) {
            return new ProcessLimits(Long.MAX_VALUE, Long.MAX_VALUE);
        }
    }

    /**
     * Returns the bytes of a page: the unit in which the kernel maps memory, and in which it counts
     * locked memory. aarch64 has kernels with 4 KiB, 16 KiB and 64 KiB.
     */
    public static int pageSize() {
        return Mapping.pageSize();
    }

    static ProcessLimits parse(List<String> limits, List<String> status) {
        long capabilities = Long.parseUnsignedLong(value(status, "CapEff:", "0"), 16);
        boolean mayExceed = (capabilities >> CAP_IPC_LOCK & 1) != 0;
        return new ProcessLimits(
                number(value(limits, "Max open files", "unlimited")),
                mayExceed
                        ? Long.MAX_VALUE
                        : number(value(limits, "Max locked memory", "unlimited")));
    }

    /** Returns the first field after the name. In {@code limits} this is the soft limit. */
    private static String value(List<String> lines, String name, String absent) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", 2)[0])
                .findFirst()
                .orElse(absent);
    }

    private static long number(String value) {
        return value.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(value);
    }
}
