/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.linux.SystemCallCount;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** System calls per operation of each cell between two threads. */
final class SystemCalls {
    private SystemCalls() {}

    static Map<Cell, Double> count(List<Cell> cells) throws IOException, InterruptedException {
        List<Cell> pairs =
                cells.stream().filter(c -> Workloads.named(c.workload()).isPair()).toList();
        String counting = "-D" + SystemCallCount.PROPERTY + "=true";
        return ChildJvm.ask(List.of(counting), "count", pairs, Double::parseDouble);
    }
}
