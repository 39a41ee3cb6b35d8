/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Merges the results of all shards of a run. Each size of each workload was measured by one
 * machine, with its A/A pair, so comparisons within it stay as they are.
 */
public final class MergedShards {
    private MergedShards() {}

    /**
     * Returns the whole run, without an analysis. Its environment is that of the first shard;
     * {@link Results#nodes()} has all of them.
     *
     * @throws BadResultsException if a file cannot be read, is not of a shard, is partial or of
     *     another run, commit or JDK than the first one, or if a shard is missing
     */
    public static Results of(List<ResultsFile> files) {
        List<Part> read = files.stream().map(Part::read).toList();
        Part first = read.getFirst();
        Map<Shard, Part> parts = new LinkedHashMap<>();
        for (Part part : read) {
            part.refuseOtherRunThan(first);
            Part other = parts.put(part.shard(), part);
            if (other != null) {
                throw part.bad("shard " + part.shard() + " is also in " + other.file().path());
            }
        }
        List<Integer> missing =
                IntStream.range(0, first.shard().of())
                        .filter(i -> !parts.containsKey(new Shard(i, first.shard().of())))
                        .boxed()
                        .toList();
        if (!missing.isEmpty()) {
            throw first.bad(
                    "of "
                            + first.shard().of()
                            + " shards these are missing: "
                            + String.join(", ", missing.stream().map(String::valueOf).toList()));
        }
        return merged(
                IntStream.range(0, first.shard().of())
                        .mapToObj(
                                i -> Objects.requireNonNull(parts.get(new Shard(i, parts.size()))))
                        .map(Part::results)
                        .toList());
    }

    private static Results merged(List<Results> parts) {
        List<MeasuredCell> cells = new ArrayList<>();
        List<Results.Group> groups = new ArrayList<>();
        List<Results.Node> nodes = new ArrayList<>();
        Set<Results.LeftOut> leftOut = new LinkedHashSet<>();
        Set<Results.Missing> missing = new LinkedHashSet<>();
        for (Results part : parts) {
            cells.addAll(part.cells());
            groups.addAll(part.groups());
            Shard shard = Objects.requireNonNull(part.plan().shard());
            nodes.add(
                    new Results.Node(shard, part.environment(), part.conditions(), part.groups()));
            leftOut.addAll(part.leftOut());
            missing.addAll(part.missing());
        }
        Results first = parts.getFirst();
        return new Results(
                Results.VERSION,
                false,
                first.plan().of(null),
                first.environment(),
                first.conditions(),
                cells,
                groups,
                nodes,
                List.copyOf(leftOut),
                List.copyOf(missing),
                null);
    }

    /** One shard and its file, which messages name. */
    private record Part(ResultsFile file, Results results, Shard shard) {
        static Part read(ResultsFile file) {
            Results results = file.read();
            Shard shard = results.plan().shard();
            if (shard == null) {
                throw new BadResultsException(file.path() + ": not of a run with --shard");
            }
            Part part = new Part(file, results, shard);
            if (results.partial()) {
                throw part.bad("shard " + shard + " has not ended; start it again");
            }
            return part;
        }

        void refuseOtherRunThan(Part first) {
            String than = "; " + first.file.path() + " has ";
            if (shard.of() != first.shard.of()
                    || !results.plan().of(null).equals(first.results.plan().of(null))) {
                throw bad("of another run: plan " + results.plan() + than + first.results.plan());
            }
            String commit = program(results);
            if (!results.environment().isSameProgram(first.results.environment())) {
                throw bad("of another program: " + commit + than + program(first.results));
            }
        }

        private static String program(Results results) {
            return "commit "
                    + results.environment().build().commit()
                    + ", changed: "
                    + results.environment().build().dirty()
                    + ", JDK "
                    + results.environment().jdk();
        }

        BadResultsException bad(String why) {
            return new BadResultsException(file.path() + ": " + why);
        }
    }
}
