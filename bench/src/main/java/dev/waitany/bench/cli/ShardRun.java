/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.environment.Environment;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.results.MeasuredCell;
import dev.waitany.bench.results.Results;
import dev.waitany.bench.results.Shard;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a run that is divided over machines. A scheduler may start it again after a failure,
 * perhaps on another machine: then it resumes what this machine has begun, or starts from the
 * beginning.
 *
 * @param before what an earlier start has left; null if this is the first one
 */
record ShardRun(
        Selection selection, Results.Plan plan, OutFolder folder, @Nullable Results before) {
    /**
     * Returns a part.
     *
     * @param whole the selection of the whole run
     * @param planOfWhole the plan of the whole run
     * @param out has a folder for each part
     * @throws BadArgumentException if there are fewer groups than parts, or the folder has results
     *     of another run
     */
    static ShardRun of(Shard shard, Selection whole, Results.Plan planOfWhole, Path out) {
        if (shard.of() > whole.groups()) {
            throw new BadArgumentException(
                    "--shard "
                            + shard
                            + ": the run has only "
                            + whole.groups()
                            + " parts (one size of one workload each)");
        }
        Results.Plan plan = planOfWhole.of(shard);
        Selection selection = whole.part(shard);
        OutFolder folder = new OutFolder(out.resolve(shard.folder()));
        folder.prepare();
        Results before = Files.exists(folder.results().path()) ? folder.results().read() : null;
        if (before != null) {
            refuseOtherRun(before, plan, selection, folder);
        }
        return new ShardRun(selection, plan, folder, before);
    }

    /** Returns whether an earlier start has measured all of this part. */
    boolean isMeasured() {
        return before != null && !before.partial();
    }

    /** Returns the run of what is left. */
    ComparisonRun run(PrintWriter err) {
        if (before != null && isOfThisMachine(before)) {
            return ComparisonRun.resuming(before, folder, err);
        }
        return ComparisonRun.of(selection, plan, folder, err);
    }

    private static boolean isOfThisMachine(Results before) {
        Environment then = before.environment();
        Environment now = Environment.capture(then.cReference());
        return now.isSameMachine(then) && now.isSameProgram(then);
    }

    private static void refuseOtherRun(
            Results before, Results.Plan plan, Selection selection, OutFolder folder) {
        List<String> measured =
                before.cells().stream()
                        .filter(MeasuredCell::isSubject)
                        .map(MeasuredCell::id)
                        .toList();
        List<String> asked =
                selection.cells().stream().map(cell -> cell.id(MeasuredCell.JAVA)).toList();
        boolean isSame = before.plan().equals(plan) && asked.containsAll(measured);
        if (!isSame || (!before.partial() && measured.size() != asked.size())) {
            throw new BadArgumentException(
                    folder.results().path()
                            + " is of another run (seed "
                            + before.plan().seed()
                            + ", other options or strategies); choose another --out");
        }
    }
}
