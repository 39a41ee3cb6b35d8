/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.measure.WordMemory;
import dev.waitany.bench.workload.Workloads;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures memory per word in a child JVM of {@code compare}: one line per argument. */
@Command(name = WordMemory.COMMAND, hidden = true)
final class MemoryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WORKLOAD:STRATEGY:SIZE")
    private List<String> cells = List.of();

    @Override
    public Integer call() throws Exception {
        for (String cell : cells) {
            System.out.println(WordMemory.line(Workloads.cell(cell)));
        }
        return 0;
    }
}
