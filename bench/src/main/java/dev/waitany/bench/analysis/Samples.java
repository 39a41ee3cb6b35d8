/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.analysis;

import dev.waitany.bench.results.Block;
import dev.waitany.bench.results.BlockFigures;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.statistics.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a figure from the blocks of a cell. */
final class Samples {
    private Samples() {}

    /** Returns a figure of all blocks, by fork and round; nothing if a block lacks it. */
    static Optional<Sample> of(MeasuredCell cell, Figure figure) {
        return of(cell, figure::of);
    }

    /** Returns a value of all blocks, by fork and round; nothing if a block lacks it. */
    static Optional<Sample> of(MeasuredCell cell, Function<BlockFigures, @Nullable Double> of) {
        Map<Integer, List<Double>> byFork = new TreeMap<>();
        List<Block> ordered =
                cell.blocks().stream()
                        .sorted(Comparator.comparingInt(Block::fork).thenComparingInt(Block::round))
                        .toList();
        for (Block block : ordered) {
            Double value = of.apply(block.figures());
            if (value == null) {
                return Optional.empty();
            }
            byFork.computeIfAbsent(block.fork(), _ -> new ArrayList<>()).add(value);
        }
        return byFork.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sample(byFork.values().stream().map(Samples::array).toList()));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
