/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.linux.SystemCallCount;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Counts system calls per operation, in a JVM that was started to count them: each argument is
 * WORKLOAD:STRATEGY:SIZE, each answer a line. The waits of the JVM's own (a parked thread) are not
 * among them.
 */
@Command(name = "count", hidden = true)
final class CountCommand implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofMillis(20);
    private static final Duration SPAN = Duration.ofMillis(80);

    @Parameters private List<String> cells = List.of();

    @Override
    public Integer call() throws Exception {
        if (SystemCallCount.sum() < 0) {
            throw new BadArgumentException(
                    "system calls are counted with -D" + SystemCallCount.PROPERTY + "=true only");
        }
        for (String cell : cells) {
            System.out.println(count(Cell.parse(cell)));
        }
        return 0;
    }

    private static double count(Cell cell) throws Exception {
        Workload workload = Workloads.named(cell.workload());
        try (Workload.Session session = workload.open(cell, Placement.ofThisProcess(), 1)) {
            session.run(WARM_UP);
            long before = SystemCallCount.sum();
            Block block = session.run(SPAN);
            return (double) (SystemCallCount.sum() - before) / block.operations();
        }
    }
}
