/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process has of rings: descriptors, mappings, and threads. */
public final class Leftovers {
    private Leftovers() {}

    /**
     * Describes what there is; empty if there is nothing.
     *
     * @param threads part of the names of the threads that count
     */
    public static String of(String threads) {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"));
                Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            long mappings = maps.filter(line -> line.contains("io_uring")).count();
            long rings = open.filter(fd -> target(fd).contains("io_uring")).count();
            long running =
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().contains(threads))
                            .count();
            return mappings + rings + running == 0
                    ? ""
                    : mappings + " mappings, " + rings + " rings, " + running + " threads";
        } catch (IOException changed) {
            return "unknown";
        }
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
