/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was counted on one kernel.
 *
 * @param kernel its release line
 * @param image the package and version that it is from
 * @param release as the kernel tells it
 * @param calls single system calls, to compare with, by name
 * @param bursts the wakes that one wait consumes
 * @param lacks the strategies without cells
 */
record KernelCounts(
        String kernel,
        String image,
        String release,
        Map<String, Long> calls,
        List<CellCounts> cells,
        List<Burst> bursts,
        List<Lack> lacks) {

    KernelCounts {
        calls = Map.copyOf(calls);
        cells = List.copyOf(cells);
        bursts = List.copyOf(bursts);
        lacks = List.copyOf(lacks);
    }

    /** Returns the cell of a strategy and number of words, if the kernel has it. */
    Optional<CellCounts> cell(String strategy, int words) {
        return cells.stream()
                .filter(cell -> cell.strategy().equals(strategy) && cell.words() == words)
                .findFirst();
    }

    /** Returns every count by the name that messages use for it. */
    Map<String, Long> byName() {
        Map<String, Long> all = new LinkedHashMap<>(new TreeMap<>(calls));
        for (CellCounts cell : cells) {
            for (Measure measure : Measure.values()) {
                String words = cell.words() == 1 ? "1 word" : cell.words() + " words";
                all.put(
                        "%s, %s, %s".formatted(cell.strategy(), words, measure.label()),
                        cell.of(measure));
            }
        }
        bursts.forEach(burst -> all.put(burst.name(), burst.found()));
        return all;
    }
}
