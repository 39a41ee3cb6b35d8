/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import dev.waitany.bench.environment.Conditions;
import dev.waitany.bench.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes results for tests, with blocks whose figures vary by a few percent around a value. */
public final class SampleResults {
    private static final int FORKS = 2;
    private static final int ROUNDS = 8;

    private SampleResults() {}

    /** Returns results of a run that has ended, without an analysis. */
    public static Results of(MeasuredCell... cells) {
        return of(List.of(cells), List.of(), List.of());
    }

    /** Returns results with what was left out. */
    public static Results of(
            List<MeasuredCell> cells,
            List<Results.LeftOut> leftOut,
            List<Results.Missing> missing) {
        return new Results(
                Results.VERSION,
                false,
                new Results.Plan(true, 7, FORKS, ROUNDS, 50_000_000, 60_000_000_000L, null),
                Environment.capture(true),
                new Conditions.Watch().untilNow(),
                cells,
                List.of(),
                List.of(),
                leftOut,
                missing,
                null);
    }

    /** Returns a cell in Java. */
    public static MeasuredCell java(String workload, String strategy, int size, double micros) {
        return cell(workload, strategy, size, MeasuredCell.JAVA, false, micros, 0.01);
    }

    /** Returns the second of an A/A pair that differs by a part of its figures. */
    public static MeasuredCell twin(
            String workload, String strategy, int size, double micros, double noise) {
        return cell(workload, strategy, size, MeasuredCell.JAVA, true, micros, noise);
    }

    /** Returns a cell that keeps only its first blocks. */
    public static MeasuredCell shortened(MeasuredCell cell, int blocks) {
        return new MeasuredCell(
                cell.id(),
                cell.workload(),
                cell.strategy(),
                cell.language(),
                cell.twin(),
                cell.size(),
                cell.words(),
                cell.pending(),
                cell.threadsPerWait(),
                cell.syscallsPerOp(),
                cell.bytesPerWord(),
                cell.warmUps(),
                cell.blocks().subList(0, blocks));
    }

    /** Returns a cell in C. */
    public static MeasuredCell inC(String workload, String strategy, int size, double micros) {
        return cell(workload, strategy, size, MeasuredCell.C, false, micros, 0.01);
    }

    private static MeasuredCell cell(
            String workload,
            String strategy,
            int size,
            String language,
            boolean twin,
            double micros,
            double noise) {
        boolean isPair = workload.equals("ping-pong") || workload.equals("armed-scale");
        List<Block> blocks = new ArrayList<>();
        for (int fork = 0; fork < FORKS; fork++) {
            for (int round = 0; round < ROUNDS; round++) {
                double factor = 1 + noise * Math.sin(7 * fork + 3 * round + size);
                blocks.add(new Block(fork, round, 0, 0, figures(micros * factor, isPair)));
            }
        }
        return new MeasuredCell(
                workload + "/" + strategy + "/" + size + "/" + language + (twin ? "/twin" : ""),
                workload,
                strategy,
                language,
                twin,
                size,
                isPair ? size : 4,
                isPair ? null : size,
                isPair ? null : 1.0,
                null,
                null,
                List.of(new MeasuredCell.WarmUp(0, 8, true), new MeasuredCell.WarmUp(1, 9, true)),
                blocks);
    }

    /** A block of 1000 operations that take as much time as CPU. */
    private static BlockFigures figures(double micros, boolean isPair) {
        long nanos = Math.round(micros * 1000);
        return new BlockFigures(
                1000,
                percentiles(nanos),
                nanos * 1000,
                nanos * 500,
                nanos * 300,
                nanos * 700,
                64_000L,
                2000,
                1,
                isPair ? null : 50_000.0,
                isPair ? phases(nanos) : null,
                isPair ? null : new BlockFigures.Wakes(1500, 900, 100, 200, 50, 10L));
    }

    private static BlockFigures.@Nullable Phases phases(long nanos) {
        return new BlockFigures.Phases(
                percentiles(nanos / 4), percentiles(nanos / 2), percentiles(nanos / 2));
    }

    private static BlockFigures.Percentiles percentiles(long p50) {
        return new BlockFigures.Percentiles(
                p50 / 2, p50 / 2, p50, p50, p50 * 2, p50 * 4, p50 * 8, p50 * 90);
    }
}
