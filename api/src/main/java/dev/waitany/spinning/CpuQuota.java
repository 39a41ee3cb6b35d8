/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spinning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CPU quota of this process' control groups, in CPUs. Each group up to the root may have
 * one, and the lowest counts.
 *
 * <p>Source: Documentation/admin-guide/cgroup-v2.rst, cpu.max: quota and period in microseconds, or
 * {@code max}. Documentation/scheduler/sched-bwc.rst for version 1: a quota of -1 is no limit.
 */
final class CpuQuota {
    private static final String VERSION_2 = "0::";

    private CpuQuota() {}

    /** Returns the lowest quota; infinity if there is none, or none can be read. */
    static double read(Path root) {
        Path mounts = root.resolve("sys/fs/cgroup");
        double lowest = Double.POSITIVE_INFINITY;
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] fields = line.split(":", 3);
            if (line.startsWith(VERSION_2)) {
                lowest = Math.min(lowest, lowest(mounts, fields[2]));
            } else if (fields.length == 3 && List.of(fields[1].split(",", -1)).contains("cpu")) {
                lowest = Math.min(lowest, lowest(mounts.resolve(fields[1]), fields[2]));
            }
        }
        return lowest;
    }

    /** Within a container the path may be one of the host: then only the mount's root exists. */
    private static double lowest(Path mount, String group) {
        double lowest = Double.POSITIVE_INFINITY;
        @Nullable Path folder =
                mount.resolve(group.substring(group.startsWith("/") ? 1 : 0)).normalize();
        while (folder != null && folder.startsWith(mount)) {
            lowest = Math.min(lowest, of(folder).orElse(lowest));
            folder = folder.getParent();
        }
        return lowest;
    }

    private static OptionalDouble of(Path folder) {
        List<String> max = lines(folder.resolve("cpu.max"));
        if (!max.isEmpty()) {
            String[] both = max.getFirst().strip().split(" ", -1);
            return both.length == 2 ? ratio(both[0], both[1]) : OptionalDouble.empty();
        }
        List<String> quota = lines(folder.resolve("cpu.cfs_quota_us"));
        List<String> period = lines(folder.resolve("cpu.cfs_period_us"));
        return quota.isEmpty() || period.isEmpty()
                ? OptionalDouble.empty()
                : ratio(quota.getFirst().strip(), period.getFirst().strip());
    }

    private static OptionalDouble ratio(String quota, String period) {
        try {
            double ratio = Double.parseDouble(quota) / Double.parseDouble(period);
            return ratio > 0 ? OptionalDouble.of(ratio) : OptionalDouble.empty();
        } catch (NumberFormatException unlimited) { // "max"
            return OptionalDouble.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException absent) {
            return List.of();
        }
    }
}
