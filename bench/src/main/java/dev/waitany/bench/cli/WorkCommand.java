/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.measure.Worker;
import dev.waitany.bench.workload.Workloads;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs blocks of one strategy in a child JVM of {@code compare}, as standard input asks. */
@Command(name = Worker.COMMAND, hidden = true)
final class WorkCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // nothing else may come between the answers
        new Worker(Workloads::cell)
                .serve(
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                        answers);
        return 0;
    }
}
