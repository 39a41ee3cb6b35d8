/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.results.Analysis;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.statistics.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the instrument costs per operation, against the least costs that it reports.
 *
 * @param own the least cost of the baseline that does nothing
 * @param asleep the least cost of those whose threads sleep
 * @param any the least cost of all
 */
record InstrumentCost(Cost own, Cost asleep, Cost any) {
    /** With fewer sleeps per operation, threads mostly spin. */
    private static final double SLEEPS = 0.5;

    /** A cell with its CPU time per operation. */
    record Cost(MeasuredCell cell, Interval nanos) {
        private String text() {
            return cell.strategy() + " × " + Words.count(cell.size());
        }
    }

    /** Returns nothing if the run did not measure it, or nothing to compare it with. */
    static Optional<InstrumentCost> of(Results results, Analysis analysis) {
        List<Cost> costs =
                results.cells().stream()
                        .filter(MeasuredCell::isSubject)
                        .flatMap(cell -> cost(cell, analysis).stream())
                        .sorted(Comparator.comparingDouble(cost -> cost.nanos().estimate()))
                        .toList();
        Optional<Cost> own = costs.stream().filter(InstrumentCost::isInstrument).findFirst();
        List<Cost> others = costs.stream().filter(cost -> !isInstrument(cost)).toList();
        Optional<Cost> asleep =
                others.stream().filter(cost -> sleeps(cost.cell(), analysis)).findFirst();
        return own.flatMap(o -> asleep.map(a -> new InstrumentCost(o, a, others.getFirst())));
    }

    String sentence() {
        return "The instrument itself takes "
                + Words.time(own.nanos().estimate())
                + " of CPU per operation: "
                + Words.percent(part(asleep))
                + " of the least cost of a wait that sleeps ("
                + asleep.text()
                + ")"
                + (any.equals(asleep)
                        ? "."
                        : ", "
                                + Words.percent(part(any))
                                + " of the least cost ("
                                + any.text()
                                + ").");
    }

    private double part(Cost of) {
        return 100 * own.nanos().estimate() / of.nanos().estimate();
    }

    private static Optional<Cost> cost(MeasuredCell cell, Analysis analysis) {
        Interval nanos = analysis.figure(cell.id(), Figure.CPU_PER_OP);
        return nanos == null || nanos.estimate() <= 0 || !cell.hasEnoughBlocks()
                ? Optional.empty()
                : Optional.of(new Cost(cell, nanos));
    }

    private static boolean isInstrument(Cost cost) {
        return cost.cell().strategy().equals(Workload.INSTRUMENT);
    }

    private static boolean sleeps(MeasuredCell cell, Analysis analysis) {
        Interval sleeps = analysis.figure(cell.id(), Figure.SLEEPS_PER_OP);
        return sleeps != null && sleeps.estimate() > SLEEPS;
    }
}
