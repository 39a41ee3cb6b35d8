/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import dev.waitany.bench.argument.Parameter;
import dev.waitany.bench.argument.Parameters;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.time.Duration;
import java.util.List;

/** Waits that are cancelled, one after the other: how soon does the waiter know? */
public final class CancelStorm implements Workload {
    private static final Parameter BY = Parameter.choice("by", "interrupt", "close");
    private static final Duration LEAST_BLOCK = Duration.ofMillis(20);

    private final Parameters parameters;

    /** Creates the workload with interrupts. */
    public CancelStorm() {
        this(Parameters.of(BY));
    }

    private CancelStorm(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return "cancel-storm" + parameters.suffix();
    }

    @Override
    public String about() {
        return "One thread waits on N words that nobody changes. When it is blocked, the driver"
                + (closes() ? " closes the strategy" : " interrupts it")
                + ", and it waits again. The time is from then until the waiter has the exception;"
                + " the waiter withdraws its waits in that time."
                + (closes() ? " CPU includes opening the strategy again." : "");
    }

    @Override
    public List<Integer> sizes() {
        return List.of(8, 128);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Workload with(Parameters values) {
        return new CancelStorm(values);
    }

    @Override
    public Duration leastBlock() {
        return LEAST_BLOCK;
    }

    @Override
    public long operationsToCompile() {
        return closes() ? 100 : 3000;
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new CancelSession(cell.strategy(), cell.size(), closes(), placement);
    }

    private boolean closes() {
        return parameters.get(BY) == 1;
    }
}
