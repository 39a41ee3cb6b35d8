/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.crowd;

import dev.waitany.Surplus;
import dev.waitany.bench.argument.Parameter;
import dev.waitany.bench.argument.Parameters;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.util.List;

/** Several words of a set are woken at once: how many wakes does one wait take? */
public final class SurplusWakes implements Workload {
    private static final Parameter BURST = Parameter.count("burst", 8, 1, 128, "wakes at once");
    private static final Parameter WAITERS = Parameter.count("waiters", 2, 1, 64, "threads");
    private static final Parameter TREATMENT = Parameter.choice("surplus", "forward", "report");

    private final Parameters parameters;

    /** Creates the workload with 8 wakes at once and 2 waiters, which forward. */
    public SurplusWakes() {
        this(Parameters.of(BURST, WAITERS, TREATMENT));
    }

    private SurplusWakes(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return "surplus" + parameters.suffix();
    }

    @Override
    public String about() {
        return "The driver puts a token into each of "
                + parameters.get(BURST)
                + " of N words, wakes one waiter of each, and blocks until all tokens are taken. "
                + parameters.get(WAITERS)
                + " threads wait on all N words, and "
                + TREATMENT.text(parameters.get(TREATMENT))
                + " surplus wakes. An operation is one token; the time is from the first token of"
                + " its burst until it is taken.";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(32);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Workload with(Parameters values) {
        return new SurplusWakes(values);
    }

    /** A burst larger than the set is one wake of each word. */
    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new SurplusSession(
                cell,
                new SurplusSession.Plan(
                        (int) Math.min(parameters.get(BURST), cell.size()),
                        (int) parameters.get(WAITERS),
                        parameters.get(TREATMENT) == 1 ? Surplus.REPORT : Surplus.FORWARD),
                placement,
                seed);
    }
}
