/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.Support;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.Shard;
import dev.waitany.bench.strategy.ComparedStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The cells to measure. All arguments are checked before anything is measured.
 *
 * @param cells in the order to measure them
 * @param leftOut default sizes that exceed the limit of a strategy
 * @param missing strategies that do not work on this machine
 */
public record Selection(
        List<Cell> cells, List<Results.LeftOut> leftOut, List<Results.Missing> missing) {
    /**
     * Selects cells. Each asked strategy must reach each asked size.
     *
     * @param found all strategies, with whether they work
     * @param asked names of strategies and baselines; empty for all
     * @param sizes the sizes to use instead of a workload's default sizes, by unit
     * @throws BadArgumentException if a name is unknown, or a requested size exceeds a limit
     */
    public static Selection of(
            List<Support> found,
            List<String> asked,
            Map<SizeUnit, List<Integer>> sizes,
            List<Workload> workloads)
            throws Exception {
        return select(found, asked, sizes, workloads, true);
    }

    /**
     * Selects cells of all strategies. A strategy is left out at the asked sizes that it does not
     * reach, but some strategy must reach each.
     *
     * @throws BadArgumentException if none does
     */
    public static Selection ofAll(
            List<Support> found, Map<SizeUnit, List<Integer>> sizes, List<Workload> workloads)
            throws Exception {
        Selection selection = select(found, List.of(), sizes, workloads, false);
        for (Workload workload : workloads) {
            for (int size : sizes.getOrDefault(workload.unit(), List.of())) {
                if (selection.cells.stream()
                        .noneMatch(c -> c.workload().equals(workload) && c.size() == size)) {
                    throw new BadArgumentException(
                            size + " " + workload.unit().label() + ": no strategy reaches it");
                }
            }
        }
        return selection;
    }

    private static Selection select(
            List<Support> found,
            List<String> asked,
            Map<SizeUnit, List<Integer>> sizes,
            List<Workload> workloads,
            boolean strict)
            throws Exception {
        refuseUnknown(found, asked, workloads);
        List<Support> wanted =
                found.stream()
                        .filter(
                                s ->
                                        asked.isEmpty()
                                                || asked.stream()
                                                        .anyMatch(
                                                                name ->
                                                                        ComparedStrategy.isNameOf(
                                                                                s, name)))
                        .toList();
        Selection selection =
                new Selection(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Workload workload : workloads) {
            List<Integer> ofUnit = sizes.getOrDefault(workload.unit(), List.of());
            for (Support support : wanted) {
                if (support.available()) {
                    for (String name :
                            ComparedStrategy.measured(support, asked, workload.spinning())
                                    .toList()) {
                        selection.add(workload, name, ofUnit, strict);
                    }
                }
            }
            for (String baseline : workload.baselines()) {
                if (asked.isEmpty() || asked.contains(baseline)) {
                    selection.add(workload, baseline, ofUnit, strict);
                }
            }
        }
        for (Support support : wanted) {
            if (!support.available()) {
                String reason = support.reason() + ". " + support.remedy();
                selection.missing.add(new Results.Missing(support.strategy(), reason));
            }
        }
        for (Workload workload : workloads) {
            workload.unavailableBaselines().entrySet().stream()
                    .filter(b -> asked.isEmpty() || asked.contains(b.getKey()))
                    .map(b -> new Results.Missing(b.getKey(), b.getValue()))
                    .filter(missing -> !selection.missing.contains(missing))
                    .forEach(selection.missing::add);
        }
        return selection;
    }

    /**
     * Returns the number of groups: cells of one workload and size, which are measured together.
     */
    public int groups() {
        return names().size();
    }

    /** Returns the groups of one part of a divided run. Groups stay whole. */
    public Selection part(Shard shard) {
        List<String> own = shard.of(names());
        return new Selection(
                cells.stream().filter(cell -> own.contains(cell.group())).toList(),
                leftOut,
                missing);
    }

    private List<String> names() {
        return cells.stream().map(Cell::group).distinct().toList();
    }

    /** Returns the cells of several selections, each once. */
    public static Selection join(List<Selection> parts) {
        return new Selection(
                parts.stream().flatMap(p -> p.cells.stream()).distinct().toList(),
                parts.stream().flatMap(p -> p.leftOut.stream()).distinct().toList(),
                parts.stream().flatMap(p -> p.missing.stream()).distinct().toList());
    }

    private static void refuseUnknown(
            List<Support> found, List<String> asked, List<Workload> workloads) {
        List<String> known =
                Stream.concat(
                                found.stream().flatMap(s -> ComparedStrategy.namesOf(s).stream()),
                                workloads.stream()
                                        .flatMap(
                                                w ->
                                                        Stream.concat(
                                                                w.baselines().stream(),
                                                                w
                                                                        .unavailableBaselines()
                                                                        .keySet()
                                                                        .stream())))
                        .distinct()
                        .toList();
        refuseUnknown(
                asked.stream()
                        .filter(n -> found.stream().noneMatch(s -> ComparedStrategy.isNameOf(s, n)))
                        .toList(),
                known);
    }

    /**
     * Checks names that a user has given.
     *
     * @throws BadArgumentException if one is not known
     */
    public static void refuseUnknown(List<String> asked, List<String> known) {
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new BadArgumentException(
                        "no strategy is called \""
                                + name
                                + "\"; there are: "
                                + String.join(", ", known));
            }
        }
    }

    private void add(Workload workload, String strategy, List<Integer> asked, boolean strict)
            throws Exception {
        Limit limit = workload.limit(strategy);
        List<Integer> wanted = asked.isEmpty() ? workload.sizes() : asked;
        List<Integer> beyond = wanted.stream().filter(size -> size > limit.most()).toList();
        if (strict && !asked.isEmpty() && !beyond.isEmpty()) {
            throw new BadArgumentException(
                    beyond.getFirst()
                            + " "
                            + workload.unit().label()
                            + ": "
                            + strategy
                            + " "
                            + limit.reason());
        }
        Stream<Integer> sizes =
                asked.isEmpty()
                        ? wanted.stream().map(size -> Math.min(size, limit.most()))
                        : wanted.stream().filter(size -> size <= limit.most());
        sizes.distinct().forEach(size -> cells.add(new Cell(workload, strategy, size)));
        if (!beyond.isEmpty()) {
            leftOut.add(new Results.LeftOut(workload.name(), strategy, beyond, limit.reason()));
        }
    }
}
