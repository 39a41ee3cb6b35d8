/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lines that the guest's program writes ({@code count.c} describes them). */
final class GuestLines {
    /** The guest's counter must count a loop to this precision. */
    private static final double LOOP_TOLERANCE = 0.001;

    private static final int INSTRUCTIONS_PER_TURN = 2;

    private record Size(String strategy, int words) {}

    private final Map<String, Long> calls = new LinkedHashMap<>();
    private final Map<Size, Map<Measure, Long>> cells = new LinkedHashMap<>();
    private final Map<String, Lack> lacks = new LinkedHashMap<>();
    private final List<Burst> bursts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable String release;
    private boolean countsInstructions;

    private GuestLines() {}

    /**
     * Returns what the lines say.
     *
     * @param image the package of the kernel
     * @throws CountFailure if the guest reports a fault, or a line is missing or malformed
     */
    static KernelCounts read(List<String> lines, String kernel, String image) {
        GuestLines read = new GuestLines();
        lines.forEach(read::line);
        return read.counts(kernel, image);
    }

    private void line(String line) {
        String[] words = line.strip().split(" ");
        try {
            switch (words[0]) {
                case "count" -> count(words);
                case "burst" -> bursts.add(burst(words));
                case "lacks" -> lacks.putIfAbsent(words[1], new Lack(words[1], words[3]));
                case "fault" -> faults.add(line.strip());
                case "loop" -> loop(Long.parseLong(words[1]), Long.parseLong(words[2]));
                case "over" -> release = words[1];
                default -> {} // a message of QEMU
            }
        } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException malformed) {
            throw new CountFailure("the guest wrote a malformed line: " + line, malformed);
        }
    }

    private void count(String[] words) {
        long count = Long.parseLong(words[4]);
        if (words[1].equals("-")) {
            calls.put(words[3], count);
            return;
        }
        cells.computeIfAbsent(
                        new Size(words[1], Integer.parseInt(words[2])),
                        _ -> new EnumMap<>(Measure.class))
                .put(Measure.valueOf(words[3]), count);
    }

    private static Burst burst(String[] words) {
        return new Burst(
                words[1],
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Long.parseLong(words[5]));
    }

    private void loop(long turns, long counted) {
        double expected = turns * (double) INSTRUCTIONS_PER_TURN;
        countsInstructions = Math.abs(counted - expected) <= expected * LOOP_TOLERANCE;
        if (!countsInstructions) {
            faults.add(
                    "its counter does not count instructions: %d for %.0f"
                            .formatted(counted, expected));
        }
    }

    private KernelCounts counts(String kernel, String image) {
        if (!faults.isEmpty()) {
            throw new CountFailure(
                    "%s: the guest reports: %s".formatted(kernel, String.join("; ", faults)));
        }
        if (release == null || !countsInstructions) {
            throw new CountFailure(kernel + ": the guest ended before it had counted everything");
        }
        List<CellCounts> all =
                cells.entrySet().stream()
                        .map(
                                cell ->
                                        CellCounts.of(
                                                cell.getKey().strategy,
                                                cell.getKey().words,
                                                cell.getValue()))
                        .toList();
        return new KernelCounts(
                kernel, image, release, calls, all, bursts, List.copyOf(lacks.values()));
    }
}
