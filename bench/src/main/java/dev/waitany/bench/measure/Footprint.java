/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Memory in use, in bytes. Source: man 5 proc.
 *
 * @param heap Java objects that remain after a collection
 * @param resident resident pages of this process, with those of the heap
 * @param kernel slabs, kernel stacks and page tables of the whole machine
 */
public record Footprint(double heap, double resident, double kernel) {
    private static final List<String> OF_THE_KERNEL = List.of("Slab", "KernelStack", "PageTables");

    /** Collects garbage and returns the present memory use. */
    public static Footprint now() throws IOException {
        System.gc();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                sum(Path.of("/proc/self/status"), List.of("VmRSS")),
                sum(Path.of("/proc/meminfo"), OF_THE_KERNEL));
    }

    /** Returns the growth since an earlier footprint. */
    public Footprint minus(Footprint before) {
        return new Footprint(
                heap - before.heap, resident - before.resident, kernel - before.kernel);
    }

    /** Sums lines such as {@code Slab: 1234 kB}. */
    private static double sum(Path file, List<String> names) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("[: \t]+"))
                    .filter(parts -> names.contains(parts[0]))
                    .mapToDouble(parts -> Double.parseDouble(parts[1]) * 1024)
                    .sum();
        }
    }
}
