/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.bench.argument.Parameters;
import dev.waitany.bench.measure.CSource;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.MemoryProbe;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.TargetRatio;
import dev.waitany.bench.measure.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workload on other CPUs than by default. All else is that of the workload.
 *
 * @param workload the workload where driver and waiter have two CPUs
 * @param where {@link Placement#KIND} and its value
 */
record Placed(Workload workload, Parameters where) implements Workload {
    /** Returns a workload at a value of {@link Placement#KIND}. */
    static Workload of(Workload workload, String kind) {
        Parameters where = Parameters.of(Placement.KIND).with(Placement.KIND.name(), kind);
        return where.set().isEmpty() ? workload : new Placed(workload, where);
    }

    @Override
    public String name() {
        return workload.name() + where.suffix();
    }

    @Override
    public String about() {
        String kind = Placement.KIND.text(where.get(Placement.KIND));
        return workload.about() + " Placement: " + kind + ".";
    }

    @Override
    public Placement placed(Placement available) {
        return available.as(where.get(Placement.KIND));
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) throws Exception {
        return workload.open(new Cell(workload, cell.strategy(), cell.size()), placement, seed);
    }

    @Override
    public SizeUnit unit() {
        return workload.unit();
    }

    @Override
    public List<Integer> sizes() {
        return workload.sizes();
    }

    @Override
    public int words(int size) {
        return workload.words(size);
    }

    @Override
    public Limit limit(String strategy) throws Exception {
        return workload.limit(strategy);
    }

    @Override
    public Duration leastBlock() {
        return workload.leastBlock();
    }

    @Override
    public long operationsToCompile() {
        return workload.operationsToCompile();
    }

    @Override
    public Optional<CSource> cReference() {
        return workload.cReference();
    }

    @Override
    public boolean countsSystemCalls() {
        return workload.countsSystemCalls();
    }

    @Override
    public Optional<MemoryProbe> memoryProbe(int size) {
        return workload.memoryProbe(size);
    }

    @Override
    public List<String> spinning() {
        return workload.spinning();
    }

    @Override
    public List<String> baselines() {
        return workload.baselines();
    }

    @Override
    public Map<String, String> unavailableBaselines() {
        return workload.unavailableBaselines();
    }

    @Override
    public List<TargetRatio> targets(List<String> strategies) {
        return workload.targets(strategies);
    }
}
