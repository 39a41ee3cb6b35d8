/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much of what rings use up this process may have; {@link Long#MAX_VALUE} without a limit.
 * Source: proc(5).
 *
 * @param openFiles descriptors (RLIMIT_NOFILE)
 * @param lockedMemory bytes (RLIMIT_MEMLOCK), without a limit for who has CAP_IPC_LOCK
 */
public record ProcessLimits(long openFiles, long lockedMemory) {
    private static final int CAP_IPC_LOCK = 14;

    /** The present ones; without a limit where there is no /proc. */
    public static ProcessLimits now() {
        try {
            return parse(
                    Files.readAllLines(Path.of("/proc/self/limits")),
                    Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException noProc) {
            return new ProcessLimits(Long.MAX_VALUE, Long.MAX_VALUE);
        }
    }

    static ProcessLimits parse(List<String> limits, List<String> status) {
        long capabilities = Long.parseUnsignedLong(value(status, "CapEff:", "0"), 16);
        boolean locksAtWill = (capabilities >> CAP_IPC_LOCK & 1) != 0;
        return new ProcessLimits(
                number(value(limits, "Max open files", "unlimited")),
                locksAtWill
                        ? Long.MAX_VALUE
                        : number(value(limits, "Max locked memory", "unlimited")));
    }

    /** The first word behind the name: of limits the soft one. */
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
