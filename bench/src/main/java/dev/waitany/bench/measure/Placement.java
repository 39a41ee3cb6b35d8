/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.argument.Parameter;
import dev.waitany.linux.Affinity;
import dev.waitany.linux.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The CPUs that driver and waiter are pinned to. Without pinning, the scheduler places the two
 * threads on one CPU in some blocks and on two in others. Round trips then differ tenfold for that
 * reason alone.
 *
 * @param driver a CPU, or {@link #ANY}
 * @param waiter a CPU, or {@link #ANY}; equal to {@code driver} if both share a CPU
 */
public record Placement(int driver, int waiter) {
    /** Stands for all CPUs that this process may use. */
    public static final int ANY = -1;

    /** Where threads may run. */
    public static final Parameter KIND =
            Parameter.choice("placement", "two-cpus", "one-cpu", "free");

    private static final int ONE_CPU = 1;
    private static final int FREE = 2;

    /** Returns the first two CPUs that this process may use. */
    public static Placement ofThisProcess() {
        return of(allowed());
    }

    /** Returns the first two CPUs of a list such as {@code 0-3,8}. */
    static Placement of(String list) {
        int[] cpus = cpus(list).limit(2).toArray();
        return new Placement(cpus[0], cpus[cpus.length - 1]);
    }

    /** Returns this placement changed to a value of {@link #KIND}. */
    public Placement as(long kind) {
        if (kind == FREE) {
            return new Placement(ANY, ANY);
        }
        return kind == ONE_CPU ? new Placement(driver, driver) : this;
    }

    /** Returns whether the waiter can run only while the driver does not. */
    public boolean isShared() {
        return driver == waiter && driver != ANY;
    }

    /**
     * Pins the calling platform thread and the threads that it starts.
     *
     * @param cpu a CPU, or {@link #ANY} for all of this process
     */
    public static void pin(int cpu) {
        int result = cpu == ANY ? Affinity.restrict(all()) : Affinity.pin(cpu);
        if (result != 0) {
            throw new IllegalStateException("cannot run on CPU " + cpu + ": " + Errno.name(result));
        }
    }

    private static BitSet all() {
        BitSet cpus = new BitSet();
        cpus(allowed()).forEach(cpus::set);
        return cpus;
    }

    /** Reads the CPUs of the first thread, which the JVM's launcher leaves alone. */
    private static String allowed() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IntStream cpus(String list) {
        return Stream.of(list.split(",", -1)).flatMapToInt(Placement::range);
    }

    private static IntStream range(String range) {
        String[] ends = range.split("-", -1);
        return IntStream.rangeClosed(
                Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
}
