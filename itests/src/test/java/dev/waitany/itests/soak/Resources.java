/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The resources that this process holds according to the kernel. */
record Resources(long threads, long descriptors, long mappings) {
    static Resources now() throws IOException {
        return new Resources(
                lengthOf(Path.of("/proc/self/task")),
                lengthOf(Path.of("/proc/self/fd")),
                linesOf(Path.of("/proc/self/maps")));
    }

    private static long lengthOf(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    private static long linesOf(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
