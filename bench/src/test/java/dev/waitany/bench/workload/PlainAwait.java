/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.WaitAny;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.util.List;

/** One wake between two threads, without armed sets. */
final class PlainAwait implements Workload {
    @Override
    public String name() {
        return "plain-await";
    }

    @Override
    public String about() {
        return "Two threads: the driver changes and wakes one of N words at random; the waiter"
                + " calls await for all N words and replies.";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 8, 64);
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new PairSession(WaitAny.open(cell.strategy()), cell.size(), false, placement, seed);
    }
}
