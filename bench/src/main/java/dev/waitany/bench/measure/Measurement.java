/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Measures one cell. Blocks of Java and of C alternate, so that a change of the machine's speed
 * affects both.
 */
final class Measurement {
    private static final long SEED =
            20_230_609; // any value; the same for every cell, so all get the same sequence of words

    private static final long OPERATIONS_TO_COMPILE = 20_000;
    private static final int LEAST_BLOCKS = 3;

    private final Effort effort;
    private final References references;
    private final Placement placement;
    private final Runnable betweenBlocks;

    Measurement(Effort effort, References references, Placement placement, Runnable betweenBlocks) {
        this.effort = effort;
        this.references = references;
        this.placement = placement;
        this.betweenBlocks = betweenBlocks;
    }

    Results.Result measure(
            Cell cell,
            Duration compiling,
            Duration share,
            @Nullable Double syscallsPerOp,
            Results.@Nullable BytesPerWord bytesPerWord)
            throws Exception {
        Optional<Reference> reference = references.of(cell);
        try (Workload.Session session = cell.workload().open(cell, placement, SEED)) {
            untilCompiled(session, compiling);
            // The share begins here: compiling a strategy's code takes time from all later cells.
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
                reference.ifPresent(r -> c.add(r.run(cell, span, placement, seed)));
                betweenBlocks.run();
            }
            return result(cell, session.threadsPerWait(), java, c, syscallsPerOp, bytesPerWord);
        }
    }

    /**
     * Warms up for a time, and for as long again if a new strategy had few operations, as on a busy
     * machine.
     */
    private void untilCompiled(Workload.Session session, Duration span) throws Exception {
        if (span.isZero()) {
            return;
        }
        long operations = session.run(span).operations();
        if (operations < OPERATIONS_TO_COMPILE && span.equals(effort.firstWarmUp())) {
            betweenBlocks.run();
            session.run(span);
        }
    }

    private static Results.Result result(
            Cell cell,
            @Nullable Double threadsPerWait,
            List<Block> java,
            List<Reference.Figures> c,
            @Nullable Double syscallsPerOp,
            Results.@Nullable BytesPerWord bytesPerWord) {
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
                cell.workload().name(),
                cell.strategy(),
                cell.workload().words(cell.size()),
                cell.workload().unit() == SizeUnit.PENDING ? cell.size() : null,
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
