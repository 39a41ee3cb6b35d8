/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static dev.waitany.bench.results.SampleResults.inC;
import static dev.waitany.bench.results.SampleResults.java;
import static dev.waitany.bench.results.SampleResults.twin;

import dev.waitany.bench.analysis.Analyst;
import dev.waitany.bench.environment.Environment;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.SampleResults;
import dev.waitany.bench.results.Shard;
import dev.waitany.bench.workload.Workloads;
import java.util.ArrayList;
import java.util.List;

/** Runs with differences, crossovers, baselines, and text that must be escaped. */
final class SampleRuns {
    static final Results RUN =
            analysed(
                    SampleResults.of(
                            cells(1),
                            List.of(),
                            List.of(new Results.Missing("pigeon", "</style><b>EPERM"))));

    private SampleRuns() {}

    static Results analysed(Results results) {
        return new Analyst(Workloads.all()).analyse(results);
    }

    /** Returns the run on another kernel, with all figures multiplied. */
    static Results onKernel(String release, double factor) {
        Results r = SampleResults.of(cells(factor), List.of(), List.of());
        Environment e = r.environment();
        Environment other =
                new Environment(
                        e.date(),
                        e.node(),
                        release,
                        e.architecture(),
                        e.cpu(),
                        e.cores(),
                        e.virtualised(),
                        e.jdk(),
                        e.jvmFlags(),
                        e.futexHashSlots(),
                        e.growsFutexHash(),
                        e.ioUringDisabled(),
                        e.memlock(),
                        e.nofile(),
                        e.cReference(),
                        e.kernelSettings(),
                        e.confinement(),
                        e.build());
        return analysed(
                new Results(
                        r.schemaVersion(),
                        r.partial(),
                        r.plan(),
                        other,
                        r.conditions(),
                        r.cells(),
                        r.groups(),
                        r.nodes(),
                        r.leftOut(),
                        r.missing(),
                        null));
    }

    /** Returns the run as if it were merged from shards of one machine. */
    static Results mergedOf(int shards) {
        List<Results.Node> nodes = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            nodes.add(
                    new Results.Node(
                            new Shard(i, shards), RUN.environment(), RUN.conditions(), List.of()));
        }
        return new Results(
                RUN.schemaVersion(),
                RUN.partial(),
                RUN.plan(),
                RUN.environment(),
                RUN.conditions(),
                RUN.cells(),
                RUN.groups(),
                nodes,
                RUN.leftOut(),
                RUN.missing(),
                RUN.analysis());
    }

    private static List<MeasuredCell> cells(double factor) {
        List<MeasuredCell> cells = new ArrayList<>();
        for (int size : List.of(1, 8, 128)) {
            double armed = 20 * factor;
            cells.add(java("ping-pong", "ring-armed", size, armed));
            cells.add(twin("ping-pong", "ring-armed", size, armed, 0.01));
            cells.add(inC("ping-pong", "ring-armed", size, armed * 0.9));
            double waitv = (size == 1 ? 15 : 22 + size / 4.0) * factor;
            cells.add(java("ping-pong", "syscall-waitv", size, waitv));
        }
        cells.add(java("async", "threads", 1000, 26 * factor));
        cells.add(twin("async", "threads", 1000, 26 * factor, 0.01));
        cells.add(java("async", "Condition", 1000, 48 * factor));
        return cells;
    }
}
