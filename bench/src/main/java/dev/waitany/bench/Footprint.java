/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Memory in use, in bytes.
 *
 * @param heap Java objects that are left after a collection
 * @param resident pages of this process, its heap's among them
 * @param kernel slabs, kernel stacks and page tables of the whole machine
 */
record Footprint(double heap, double resident, double kernel) {
    private static final List<String> OF_THE_KERNEL = List.of("Slab", "KernelStack", "PageTables");

    static Footprint now() throws IOException {
        System.gc();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                sum(Path.of("/proc/self/status"), List.of("VmRSS")),
                sum(Path.of("/proc/meminfo"), OF_THE_KERNEL));
    }

    Footprint minus(Footprint before) {
        return new Footprint(
                heap - before.heap, resident - before.resident, kernel - before.kernel);
    }

    /** Of lines such as {@code Slab: 1234 kB}. */
    private static double sum(Path file, List<String> names) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("[: \t]+"))
                    .filter(parts -> names.contains(parts[0]))
                    .mapToDouble(parts -> Double.parseDouble(parts[1]) * 1024)
                    .sum();
        }
    }
}
