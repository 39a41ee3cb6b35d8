/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import dev.waitany.linux.FutexHash;
import dev.waitany.linux.NativeAccess;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * The machine, its settings and the program that figures were measured with.
 *
 * @param date time of measurement: ISO 8601, UTC
 * @param node the name that a scheduler gives the machine: the variable WAITANY_NODE or
 *     SLURMD_NODENAME, or "unnamed"
 * @param kernel release of the running kernel, as uname(2) reports it. Source: man 2 uname.
 * @param cores the number of processors that the JVM may use
 * @param virtualised whether the processor or the firmware reports a hypervisor
 * @param futexHashSlots slots of this process' table of private waiters at its start; 0 if it has
 *     none, as before Linux 6.16
 * @param growsFutexHash whether armed sets may enlarge that table
 * @param ioUringDisabled the sysctl kernel.io_uring_disabled; "absent" before Linux 6.6, or if a
 *     sandbox hides it
 * @param memlock soft limit of locked memory, as in /proc/self/limits: bytes or "unlimited"
 * @param nofile soft limit of open files, as in /proc/self/limits
 * @param cReference whether the C references were compiled and started
 */
public record Environment(
        String date,
        String node,
        String kernel,
        String architecture,
        String cpu,
        int cores,
        boolean virtualised,
        String jdk,
        List<String> jvmFlags,
        int futexHashSlots,
        boolean growsFutexHash,
        String ioUringDisabled,
        String memlock,
        String nofile,
        boolean cReference,
        KernelSettings kernelSettings,
        Confinement confinement,
        Build build) {

    /**
     * Reads the properties of this machine and JVM.
     *
     * @throws UnsupportedOperationException if WaitAny does not run on this architecture
     */
    public static Environment capture(boolean cReference) {
        NativeAccess.require();
        String release = System.getProperty("os.version");
        Processor processor = new Processor(Path.of("/"));
        boolean virtualised = processor.isVirtual();
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                node(System.getenv()),
                release,
                System.getProperty("os.arch"),
                processor.model(),
                Runtime.getRuntime().availableProcessors(),
                virtualised,
                System.getProperty("java.vendor") + " " + Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                Math.max(0, FutexHash.slots()),
                !"false".equals(System.getProperty(FutexHash.PROPERTY)),
                Facts.text("/proc/sys/kernel/io_uring_disabled", "absent"),
                limit("Max locked memory"),
                limit("Max open files"),
                cReference,
                KernelSettings.capture(release, virtualised),
                Confinement.capture(),
                Build.capture());
    }

    /**
     * Returns how many files this process may have open. The JVM has raised its soft limit to the
     * hard one.
     */
    public static long openFiles() {
        String limit = limit("Max open files");
        return limit.chars().allMatch(Character::isDigit) ? Long.parseLong(limit) : Long.MAX_VALUE;
    }

    private static String node(Map<String, String> variables) {
        String slurm = variables.getOrDefault("SLURMD_NODENAME", "unnamed");
        return variables.getOrDefault("WAITANY_NODE", slurm);
    }

    /** Returns whether a run on one of two machines can go on on the other: it is the same one. */
    public boolean isSameMachine(Environment other) {
        return node.equals(other.node) && kernel.equals(other.kernel) && cpu.equals(other.cpu);
    }

    /** Returns whether the same program ran in the same JVM. */
    public boolean isSameProgram(Environment other) {
        return jdk.equals(other.jdk)
                && build.commit().equals(other.build.commit())
                && build.dirty().equals(other.build.dirty());
    }

    private static String limit(String name) {
        return Facts.lines("/proc/self/limits").stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split(" +", 2)[0])
                .findFirst()
                .orElse(Facts.UNKNOWN);
    }
}
