/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.measure.SystemCallCounts;
import dev.waitany.bench.workload.Workloads;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Counts system calls per operation in a child JVM of {@code compare}: one line per argument. */
@Command(name = SystemCallCounts.COMMAND, hidden = true)
final class CountCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WORKLOAD:STRATEGY:SIZE")
    private List<String> cells = List.of();

    @Override
    public Integer call() throws Exception {
        for (String cell : cells) {
            System.out.println(SystemCallCounts.line(Workloads.cell(cell)));
        }
        return 0;
    }
}
