/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.crowd;

import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import java.util.List;

/** Several threads wake one waiter, each by a different word. */
public final class FanIn implements Workload {
    @Override
    public String name() {
        return "fan-in";
    }

    @Override
    public String about() {
        return "N threads wake one waiter. Each changes and wakes its own word and blocks until the"
                + " waiter, which waits on all N words, has replied. The time is such a round trip;"
                + " waiter CPU is that of the waiter's side.";
    }

    @Override
    public SizeUnit unit() {
        return SizeUnit.THREADS;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(8);
    }

    @Override
    public Limit limit(String strategy) {
        return Limit.ofWords(strategy).or(256, "runs a thread for each word");
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new FanInSession(cell.strategy(), cell.size(), placement);
    }
}
