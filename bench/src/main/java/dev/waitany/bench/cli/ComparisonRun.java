/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.environment.Environment;
import dev.waitany.bench.experiment.Experiment;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.ChildJvm;
import dev.waitany.bench.measure.Comparison;
import dev.waitany.bench.measure.Effort;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Recorder;
import dev.waitany.bench.measure.References;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.Shard;
import dev.waitany.bench.workload.Workloads;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code compare}, with a progress bar. Partial results are written as it goes, and when
 * a signal ends the JVM.
 *
 * @param previous the results of the interrupted run that is resumed; null if it is a new one
 * @param err receives warnings
 */
record ComparisonRun(
        Selection selection,
        Effort effort,
        Results.Plan plan,
        @Nullable Results previous,
        OutFolder folder,
        PrintWriter err) {
    /** Returns a new run. */
    static ComparisonRun of(
            Selection selection, Results.Plan plan, OutFolder folder, PrintWriter err) {
        return new ComparisonRun(selection, effort(plan), plan, null, folder, err);
    }

    /**
     * Returns the plan of a run.
     *
     * @param forks null for those of the experiment
     */
    static Results.Plan plan(Experiment experiment, long seed, @Nullable Integer forks) {
        Effort standard = experiment.effort();
        return new Results.Plan(
                experiment.quick(),
                seed,
                forks == null ? standard.forks() : forks,
                standard.rounds(),
                standard.block().toNanos(),
                standard.total().toNanos(),
                null);
    }

    private static Effort effort(Results.Plan plan) {
        Effort whole =
                (plan.quick() ? Effort.QUICK : Effort.FULL)
                        .withForks(plan.forks())
                        .within(Duration.ofNanos(plan.totalNanos()));
        Shard shard = plan.shard();
        return shard == null ? whole : whole.forOneOf(shard.of());
    }

    /**
     * Returns the rest of an interrupted run.
     *
     * @throws BadArgumentException if the run is complete, or began under another kernel or JDK, or
     *     with another commit
     */
    static ComparisonRun resuming(Results previous, OutFolder folder, PrintWriter err) {
        if (!previous.partial()) {
            throw new BadArgumentException(
                    "--resume: " + folder.results().path() + " is of a run that has ended");
        }
        Environment now = Environment.capture(previous.environment().cReference());
        refuse("kernel", previous.environment().kernel(), now.kernel());
        refuse("JDK", previous.environment().jdk(), now.jdk());
        refuse("commit", previous.environment().build().commit(), now.build().commit());
        Results.Plan plan = previous.plan();
        List<Cell> cells =
                previous.cells().stream()
                        .filter(MeasuredCell::isSubject)
                        .map(c -> new Cell(Workloads.named(c.workload()), c.strategy(), c.size()))
                        .toList();
        Selection selection = new Selection(cells, previous.leftOut(), previous.missing());
        return new ComparisonRun(
                selection, rest(effort(plan), selection, previous), plan, previous, folder, err);
    }

    /** Groups have equal shares of the time, so the time of those that are complete has passed. */
    private static Effort rest(Effort whole, Selection selection, Results previous) {
        long all = (long) selection.groups() * whole.forks();
        long left = all - previous.groups().size();
        return whole.within(whole.total().multipliedBy(left).dividedBy(Math.max(1, all)));
    }

    /** Measures what is left. */
    Results measure() throws Exception {
        try (References references = References.compile(Workloads.all())) {
            // Before a thread is pinned to one CPU, which would show in both.
            Environment environment = Environment.capture(references.areComplete());
            Placement placement = Placement.ofThisProcess();
            if (!references.areComplete()) {
                err.println("waitany: no gcc that compiles the C reference: no C to compare with");
            }
            Results start =
                    previous != null ? previous : Recorder.empty(plan, environment, selection);
            err.println("waitany: " + planned());
            ChildJvm child = new ChildJvm(WaitAnyCommand.class);
            try (PartialFile partial = new PartialFile(folder.results());
                    Comparison comparison = new Comparison(effort, references, placement, child);
                    Progress progress = new Progress()) {
                Recorder recorder = new Recorder(start, partial::afterRound);
                partial.writeAtSignal(recorder);
                comparison.measure(selection.cells(), plan, recorder, progress);
                return recorder.soFar(false);
            }
        }
    }

    /** States the time of the plan: it is not exceeded by more than what one group takes. */
    private String planned() {
        long all = (long) selection.groups() * effort.forks();
        long left = previous == null ? all : all - previous.groups().size();
        return String.format(
                Locale.ROOT,
                "measures %d groups × %d forks%s in %s, %.1f s for each group and fork",
                selection.groups(),
                effort.forks(),
                left == all ? "" : ", of which " + left + " of " + all + " are left,",
                minutes(effort.total()),
                effort.total().toNanos() / 1e9 / Math.max(1, left));
    }

    private static String minutes(Duration time) {
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    private static void refuse(String what, String before, String now) {
        if (!before.equals(now)) {
            throw new BadArgumentException(
                    "--resume: the run began with " + what + " " + before + ", this is " + now);
        }
    }
}
