/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.linux.Affinity;
import dev.waitany.linux.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The CPUs that driver and waiter are tied to. Left to the scheduler, a pair of threads ends up on
 * one CPU in one block and on two in the next, and round trips differ tenfold for that reason
 * alone.
 *
 * @param waiter the same as the driver's where there is only one
 */
record Placement(int driver, int waiter) {
    /** The first two CPUs this process may use. */
    static Placement ofThisProcess() {
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

    /** From a list such as {@code 0-3,8}. */
    static Placement of(String list) {
        int[] cpus =
                Stream.of(list.split(",", -1)).flatMapToInt(Placement::range).limit(2).toArray();
        return new Placement(cpus[0], cpus[cpus.length - 1]);
    }

    /** Ties the calling thread. */
    static void pin(int cpu) {
        int answer = Affinity.pin(cpu);
        if (answer != 0) {
            throw new IllegalStateException("cannot run on CPU " + cpu + ": " + Errno.name(answer));
        }
    }

    private static IntStream range(String range) {
        String[] ends = range.split("-", -1);
        return IntStream.rangeClosed(
                Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
}
