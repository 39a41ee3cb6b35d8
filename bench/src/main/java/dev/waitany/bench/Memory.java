/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What each word of a large armed set takes: less than 10,000 of them drown in what else moves. */
final class Memory {
    private static final int LEAST_WORDS = 10_000;

    private Memory() {}

    static Map<Cell, Results.Memory> measure(List<Cell> cells)
            throws IOException, InterruptedException {
        List<Cell> large =
                cells.stream()
                        .filter(c -> c.workload().equals(ArmedScale.NAME))
                        .filter(c -> c.size() >= LEAST_WORDS)
                        .toList();
        // Of a heap that is there from the first, no page is taken while the words are made.
        List<String> heap = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
        return ChildJvm.ask(heap, "memory", large, Memory::parse);
    }

    private static Results.Memory parse(String line) {
        String[] bytes = line.split(" ", -1);
        return new Results.Memory(
                Double.parseDouble(bytes[0]),
                Double.parseDouble(bytes[1]),
                Double.parseDouble(bytes[2]));
    }
}
