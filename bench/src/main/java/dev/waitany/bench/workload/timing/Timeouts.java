/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import dev.waitany.bench.argument.Parameter;
import dev.waitany.bench.argument.Parameters;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.time.Duration;
import java.util.List;

/** Waits that nobody wakes: how late do they end? */
public final class Timeouts implements Workload {
    private static final Parameter DEADLINE =
            Parameter.time("deadline", 1_000_000, 10_000, 1_000_000_000);
    private static final int OPERATIONS_OF_A_BLOCK = 20;
    private static final long LEAST_BLOCK_NANOS = 40_000_000;

    private final Parameters parameters;

    /** Creates the workload with a deadline of 1 ms. */
    public Timeouts() {
        this(Parameters.of(DEADLINE));
    }

    private Timeouts(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return "timeouts" + parameters.suffix();
    }

    @Override
    public String about() {
        return "One thread waits on N words that nobody changes, with a deadline "
                + DEADLINE.text(parameters.get(DEADLINE))
                + " away. The time is how late the wait ends after its deadline. CPU is that of one"
                + " wait.";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 128);
    }

    @Override
    public List<String> baselines() {
        return List.of(TimedWait.PARK, TimedWait.CONDITION);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Workload with(Parameters values) {
        return new Timeouts(values);
    }

    @Override
    public Duration leastBlock() {
        long enough = OPERATIONS_OF_A_BLOCK * parameters.get(DEADLINE);
        return Duration.ofNanos(Math.max(LEAST_BLOCK_NANOS, enough));
    }

    @Override
    public long operationsToCompile() {
        return 2L * OPERATIONS_OF_A_BLOCK;
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        Placement.pin(placement.waiter());
        return new TimeoutSession(
                TimedWait.of(cell.strategy(), cell.size()), parameters.get(DEADLINE));
    }
}
