/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.linux.Affinity;
import dev.waitany.linux.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The CPUs that driver and waiter are pinned to. Without pinning, the scheduler places the two
 * threads on one CPU in some blocks and on two in others. Round trips then differ tenfold for that
 * reason alone.
 *
 * @param waiter equal to {@code driver} if the process may use one CPU only
 */
public record Placement(int driver, int waiter) {
    /** Returns the first two CPUs that this process may use. */
    public static Placement ofThisProcess() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            String list =
                    lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .findFirst()
                            .orElse("0");
            return of(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first two CPUs of a list such as {@code 0-3,8}. */
    static Placement of(String list) {
        int[] cpus =
                Stream.of(list.split(",", -1)).flatMapToInt(Placement::range).limit(2).toArray();
        return new Placement(cpus[0], cpus[cpus.length - 1]);
    }

    /** Pins the calling platform thread and the threads that it starts. */
    public static void pin(int cpu) {
        int result = Affinity.pin(cpu);
        if (result != 0) {
            throw new IllegalStateException("cannot run on CPU " + cpu + ": " + Errno.name(result));
        }
    }

    private static IntStream range(String range) {
        String[] ends = range.split("-", -1);
        return IntStream.rangeClosed(
                Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
}
