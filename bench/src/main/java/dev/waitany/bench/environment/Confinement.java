/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What confines this process.
 *
 * @param seccomp the mode in /proc/self/status: 0 none, 1 strict, 2 filters
 * @param noNewPrivileges 1 if set
 * @param capabilities effective ones, hexadecimal
 * @param securityModule the label in /proc/self/attr/current, or "none"
 * @param container the mark of a container engine, or "none"
 * @param cgroup the path of the process' control group
 * @param cgroupLimits files of that group that limit it, by name
 * @param cpus the list of CPUs that the process may use
 */
public record Confinement(
        String seccomp,
        String noNewPrivileges,
        String capabilities,
        String securityModule,
        String container,
        String cgroup,
        Map<String, String> cgroupLimits,
        String cpus) {
    private static final String STATUS = "/proc/self/status";

    /** Reads what confines this process. */
    static Confinement capture() {
        String group = Facts.value("/proc/self/cgroup", "0:", Facts.UNKNOWN);
        String path = group.startsWith(":") ? group.substring(1) : group;
        String label = Facts.text("/proc/self/attr/current", "none").replace("\0", "");
        return new Confinement(
                Facts.value(STATUS, "Seccomp", Facts.UNKNOWN),
                Facts.value(STATUS, "NoNewPrivs", Facts.UNKNOWN),
                Facts.value(STATUS, "CapEff", Facts.UNKNOWN),
                label.isEmpty() ? "none" : label,
                containerEngine(),
                path,
                limits("/sys/fs/cgroup" + path),
                Facts.value(STATUS, "Cpus_allowed_list", Facts.UNKNOWN));
    }

    private static String containerEngine() {
        if (Files.exists(Path.of("/.dockerenv"))) {
            return "docker";
        }
        return Files.exists(Path.of("/run/.containerenv")) ? "podman" : "none";
    }

    private static Map<String, String> limits(String folder) {
        Map<String, String> limits = new TreeMap<>();
        for (String file :
                new String[] {"cpu.max", "cpu.weight", "cpuset.cpus.effective", "memory.max"}) {
            String text = Facts.text(folder + "/" + file, "");
            if (!text.isEmpty()) {
                limits.put(file, text);
            }
        }
        return limits;
    }
}
