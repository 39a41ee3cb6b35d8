/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.measure.ChildJvm;
import dev.waitany.bench.measure.Comparison;
import dev.waitany.bench.measure.Effort;
import dev.waitany.bench.measure.Environment;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.References;
import dev.waitany.bench.measure.Results;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.measure.Targets;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.Workloads;
import java.io.PrintWriter;
import java.util.List;

/**
 * One run of {@code compare}, with a progress bar.
 *
 * @param err receives warnings
 */
record ComparisonRun(boolean quick, PrintWriter err) {
    /** Measures the selected cells and evaluates the target ratios of their workloads. */
    Results measure(Selection selection, List<Workload> chosen) throws Exception {
        try (References references = References.compile(Workloads.all())) {
            // Before a thread is pinned to one CPU, which would show in both.
            Environment environment = Environment.capture(references.areComplete());
            Placement placement = Placement.ofThisProcess();
            if (!references.areComplete()) {
                err.println("waitany: no gcc that compiles the C reference: no ratios to C");
            }
            List<Results.Result> measured;
            Effort effort = quick ? Effort.QUICK : Effort.FULL;
            ChildJvm child = new ChildJvm(WaitAnyCommand.class);
            try (Comparison comparison = new Comparison(effort, references, placement, child);
                    Progress progress = new Progress(selection.cells().size())) {
                measured = comparison.measure(selection.cells(), progress);
            }
            return new Results(
                    environment,
                    measured,
                    Targets.of(measured, chosen),
                    selection.leftOut(),
                    selection.missing());
        }
    }
}
