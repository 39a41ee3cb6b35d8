/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Measures one cell: blocks of Java and of C by turns, so that both see the same machine. */
final class Measurement {
    private static final long SEED =
            20_230_609; // any: the same for every cell, so all see one sequence of words

    private static final long ROUNDS_TO_COMPILE = 20_000;
    private static final int LEAST_BLOCKS = 3;

    private final Effort effort;
    private final Optional<Reference> reference;
    private final Placement placement;
    private final Runnable betweenBlocks;

    Measurement(
            Effort effort,
            Optional<Reference> reference,
            Placement placement,
            Runnable betweenBlocks) {
        this.effort = effort;
        this.reference = reference;
        this.placement = placement;
        this.betweenBlocks = betweenBlocks;
    }

    Results.Result measure(
            Cell cell,
            Duration compiling,
            Duration share,
            @Nullable Double syscallsPerOp,
            Results.@Nullable Memory bytesPerWord)
            throws Exception {
        Workload workload = Workloads.named(cell.workload());
        try (Workload.Session session = workload.open(cell, placement, SEED)) {
            untilCompiled(session, compiling);
            // From here on: what a strategy's compiling takes is taken from all cells to come.
            long end = System.nanoTime() + share.toNanos();
            session.run(effort.warmUpWithin(share));
            Duration span = effort.spanWithin(Duration.ofNanos(end - System.nanoTime()));
            List<Block> java = new ArrayList<>();
            List<Reference.Figures> c = new ArrayList<>();
            for (int i = 0; i < effort.blocks(); i++) {
                if (i >= LEAST_BLOCKS && System.nanoTime() - end > 0) {
                    break;
                }
                java.add(session.run(span));
                long seed = SEED + i;
                if (workload.isPair()) {
                    reference.ifPresent(r -> c.add(r.run(cell, span, placement, seed)));
                }
                betweenBlocks.run();
            }
            return result(
                    workload, session.threadsPerWait(), cell, java, c, syscallsPerOp, bytesPerWord);
        }
    }

    /** By time, and by rounds where a busy machine leaves a new strategy few to a second. */
    private void untilCompiled(Workload.Session session, Duration span) throws Exception {
        if (span.isZero()) {
            return;
        }
        long rounds = session.run(span).operations();
        if (rounds < ROUNDS_TO_COMPILE && span.equals(effort.firstWarmUp())) {
            betweenBlocks.run();
            session.run(span);
        }
    }

    private static Results.Result result(
            Workload workload,
            @Nullable Double threadsPerWait,
            Cell cell,
            List<Block> java,
            List<Reference.Figures> c,
            @Nullable Double syscallsPerOp,
            Results.@Nullable Memory bytesPerWord) {
        Histogram all = java.getFirst().roundTrips().copy();
        java.stream().skip(1).forEach(block -> all.add(block.roundTrips()));
        long operations = java.stream().mapToLong(Block::operations).sum();
        List<Double> perSecond =
                java.stream()
                        .map(Block::perSecond)
                        .<Double>mapMulti(
                                (rate, into) -> {
                                    if (rate != null) into.accept(rate);
                                })
                        .toList();
        Results.RoundTrip roundTrip =
                new Results.RoundTrip(
                        all.getValueAtPercentile(50),
                        all.getValueAtPercentile(90),
                        all.getValueAtPercentile(99),
                        all.getMaxValue());
        return new Results.Result(
                cell.workload(),
                cell.strategy(),
                workload.words(cell.size()),
                workload.isPair() ? null : cell.size(),
                threadsPerWait,
                operations,
                roundTrip,
                Percentiles.of(all),
                median(java.stream().map(Block::cpuPerOperation).toList()),
                median(java.stream().map(Block::bytesPerOperation).toList()),
                syscallsPerOp,
                perSecond.isEmpty() ? null : median(perSecond),
                bytesPerWord,
                c.isEmpty() ? null : ratio(java, c));
    }

    private static Results.Ratio ratio(List<Block> java, List<Reference.Figures> c) {
        List<Double> roundTrip = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < java.size(); i++) {
            Block block = java.get(i);
            roundTrip.add((double) block.roundTrips().getValueAtPercentile(50) / c.get(i).p50());
            cpu.add(block.cpuPerOperation() / c.get(i).cpuPerOperation());
        }
        return new Results.Ratio(median(roundTrip), median(cpu));
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
