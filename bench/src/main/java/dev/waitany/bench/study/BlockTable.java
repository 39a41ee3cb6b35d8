/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.study;

import dev.waitany.bench.statistics.Bootstrap;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Sample;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The blocks of a run, from a file in the form of {@code results.csv}. Its first line may begin
 * with a hash, and say where the run was.
 */
record BlockTable(List<CSVRecord> blocks) {
    private static final long SEED = 7;
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setCommentMarker('#')
                    .get();

    /** One program: a workload with a strategy and a size, in Java. */
    record Program(String workload, String strategy, int size) {}

    static BlockTable read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new BlockTable(FORMAT.parse(reader).getRecords());
        }
    }

    /** Returns the median of a figure with its interval; nothing if there are no blocks of it. */
    Optional<Interval> median(Program program, String figure) {
        return sample(program, figure, false).map(new Bootstrap(SEED)::median);
    }

    /** Returns the ratio of two programs of one group. */
    Optional<Interval> ratio(Program above, Program below, String figure) {
        return sample(above, figure, false)
                .flatMap(a -> sample(below, figure, false).map(b -> ratio(a, b)));
    }

    /** Returns the ratio of a program to itself, from the A/A pair. */
    Optional<Interval> resolution(Program program, String figure) {
        return sample(program, figure, true)
                .flatMap(a -> sample(program, figure, false).map(b -> ratio(a, b)));
    }

    private static Interval ratio(Sample above, Sample below) {
        Bootstrap bootstrap = new Bootstrap(SEED);
        return above.isPairedWith(below)
                ? bootstrap.pairedRatio(above, below)
                : bootstrap.ratio(above, below);
    }

    private Optional<Sample> sample(Program program, String figure, boolean twin) {
        Map<Integer, List<Double>> byFork = new TreeMap<>();
        for (CSVRecord block : blocks) {
            if (block.get("workload").equals(program.workload())
                    && block.get("strategy").equals(program.strategy())
                    && Integer.parseInt(block.get("size")) == program.size()
                    && block.get("language").equals("java")
                    && Boolean.parseBoolean(block.get("twin")) == twin) {
                byFork.computeIfAbsent(Integer.parseInt(block.get("fork")), _ -> new ArrayList<>())
                        .add(Double.parseDouble(block.get(figure)));
            }
        }
        return byFork.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Sample(
                                byFork.values().stream()
                                        .map(
                                                fork ->
                                                        fork.stream()
                                                                .mapToDouble(Double::doubleValue)
                                                                .toArray())
                                        .toList()));
    }
}
