/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Settings of the running kernel that change the cost of a wake.
 *
 * @param version the build's text in /proc/version
 * @param commandLine of the kernel
 * @param hypervisor its name as the firmware tells it, or "none"
 * @param preemption the preemption model, as in "dynamic (none)"
 * @param hz ticks per second, from the kernel's configuration
 * @param mitigations of processor faults, by name
 * @param governor the frequency governor of the first CPU, or "none"
 * @param idleDriver the cpuidle driver, or "none"
 * @param timerSlackNanos how much later a timed FUTEX_WAIT of this process may end
 * @param perfEventParanoid the sysctl that limits tracepoints and counters
 */
public record KernelSettings(
        String version,
        String commandLine,
        String hypervisor,
        String preemption,
        String hz,
        Map<String, String> mitigations,
        String governor,
        String idleDriver,
        String clockSource,
        String timerSlackNanos,
        String perfEventParanoid) {
    private static final String CPU = "/sys/devices/system/cpu/";

    /** Reads the settings. */
    static KernelSettings capture(String release, boolean virtualised) {
        String version = Facts.text("/proc/version", Facts.UNKNOWN);
        Map<String, String> configuration = configuration(release);
        return new KernelSettings(
                version,
                Facts.text("/proc/cmdline", Facts.UNKNOWN),
                hypervisor(virtualised),
                preemption(version, configuration),
                configuration.getOrDefault("CONFIG_HZ", Facts.UNKNOWN),
                Facts.texts(CPU + "vulnerabilities"),
                Facts.text(CPU + "cpu0/cpufreq/scaling_governor", "none"),
                Facts.text(CPU + "cpuidle/current_driver", "none"),
                Facts.text(
                        "/sys/devices/system/clocksource/clocksource0/current_clocksource",
                        Facts.UNKNOWN),
                Facts.text("/proc/self/timerslack_ns", Facts.UNKNOWN),
                Facts.text("/proc/sys/kernel/perf_event_paranoid", Facts.UNKNOWN));
    }

    private static String hypervisor(boolean virtualised) {
        if (!virtualised) {
            return "none";
        }
        return Facts.first(
                text -> !text.isEmpty(),
                "not named",
                List.of(
                        Facts.text("/sys/hypervisor/type", ""),
                        Facts.text("/sys/class/dmi/id/product_name", ""),
                        Facts.text("/sys/class/dmi/id/sys_vendor", "")));
    }

    /** The model that debugfs marks, or that the configuration or the version text names. */
    private static String preemption(String version, Map<String, String> configuration) {
        String live = Facts.text("/sys/kernel/debug/sched/preempt", "");
        int mark = live.indexOf('(');
        if (mark >= 0) {
            return live.substring(mark + 1, live.indexOf(')', mark));
        }
        String model = "";
        for (String name : List.of("RT", "LAZY", "NONE", "VOLUNTARY", "")) {
            String option = "CONFIG_PREEMPT" + (name.isEmpty() ? "" : "_" + name);
            if (model.isEmpty() && "y".equals(configuration.get(option))) {
                model = name.isEmpty() ? "full" : name.toLowerCase(java.util.Locale.ROOT);
            }
        }
        if (version.contains("PREEMPT_DYNAMIC")) {
            return "dynamic (" + (model.isEmpty() ? "default not known" : model) + ")";
        }
        return model.isEmpty() ? Facts.UNKNOWN : model;
    }

    private static Map<String, String> configuration(String release) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String line : configurationLines(release)) {
            int equals = line.indexOf('=');
            if (line.startsWith("CONFIG_") && equals > 0) {
                options.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return options;
    }

    private static List<String> configurationLines(String release) {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(Path.of("/proc/config.gz"))),
                                StandardCharsets.UTF_8))) {
            return lines.readAllLines();
        } catch (IOException | SecurityException absent) {
            return Arrays.asList("/boot/config-", "/lib/modules/").stream()
                    .map(start -> start + release + (start.startsWith("/lib") ? "/config" : ""))
                    .map(Facts::lines)
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }
    }
}
