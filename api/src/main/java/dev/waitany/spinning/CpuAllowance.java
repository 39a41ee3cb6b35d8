/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spinning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many CPUs the threads of this process may use at the same time: the fewest that the affinity
 * and the CPU quotas of the control groups allow, at least 1.
 *
 * <p>{@link Runtime#availableProcessors()} knows both limits, but takes the affinity of the calling
 * thread. A thread that is bound to one CPU is told 1, although the others run elsewhere. So if it
 * answers 1, this reads the affinity of the process' first thread and the quotas itself. It then
 * ignores {@code -XX:ActiveProcessorCount}, which does not change where threads run.
 *
 * <p>Source: man 5 proc ({@code status}), man 7 cpuset; Documentation/admin-guide/cgroup-v2.rst
 * ({@code cpu.max}), Documentation/scheduler/sched-bwc.rst ({@code cpu.cfs_quota_us}).
 *
 * @param count at least 1
 * @param reason what limits the count, if it is 1; otherwise empty
 */
public record CpuAllowance(int count, String reason) {
    private static final String AFFINITY = "Cpus_allowed:";
    private static final int HEX = 16;

    /** Reads what holds for this process now. */
    public static CpuAllowance ofProcess() {
        int available = Runtime.getRuntime().availableProcessors();
        return available > 1 ? new CpuAllowance(available, "") : read(Path.of("/"));
    }

    /** Reads the files below a root folder. What cannot be read sets no limit but one CPU. */
    static CpuAllowance read(Path root) {
        int affinity = affinity(root.resolve("proc/self/status"));
        if (affinity == 1) {
            return new CpuAllowance(1, "the process may run on one CPU only");
        }
        double quota = CpuQuota.read(root);
        if (quota <= 1) {
            return new CpuAllowance(1, "the CPU quota of the process is " + quota);
        }
        return new CpuAllowance((int) Math.min(affinity, Math.ceil(quota)), "");
    }

    /** Counts the bits of a mask such as {@code ff,00000003}. */
    private static int affinity(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            List<String> masks =
                    lines.filter(line -> line.startsWith(AFFINITY))
                            .map(line -> line.substring(AFFINITY.length()).strip())
                            .toList();
            int bits = 0;
            for (String part : String.join(",", masks).split(",", -1)) {
                bits += Integer.bitCount(Integer.parseUnsignedInt(part, HEX));
            }
            return Math.max(1, bits);
        } catch (IOException | NumberFormatException unreadable) {
            return 1;
        }
    }
}
