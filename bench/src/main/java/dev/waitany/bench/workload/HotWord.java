/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.WaitAny;
import dev.waitany.bench.argument.Parameter;
import dev.waitany.bench.argument.Parameters;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.strategy.ComparedStrategy;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Ping-pong in which few words have most of the wakes. */
final class HotWord implements Workload {
    private static final Parameter SKEW =
            Parameter.count("skew", 100, 0, 400, "hundredths of Zipf's exponent");
    private static final double HUNDREDTHS = 100;

    private final Parameters parameters;

    HotWord() {
        this(Parameters.of(SKEW));
    }

    private HotWord(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return "hot-word" + parameters.suffix();
    }

    @Override
    public String about() {
        return parameters.get(SKEW) == 0
                ? "Ping-pong in which all N words are woken equally often."
                : "Ping-pong in which the i-th of N words is woken in proportion to 1/i^"
                        + parameters.get(SKEW) / HUNDREDTHS
                        + ", in an order of words that does not change.";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(64);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Workload with(Parameters values) {
        return new HotWord(values);
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        WaitAny waitAny = ComparedStrategy.open(cell.strategy());
        boolean armed = waitAny.capabilities().staysArmed();
        IntSupplier next = words(cell.size(), parameters.get(SKEW) / HUNDREDTHS, seed);
        return new PairSession(waitAny, cell.size(), armed, placement, next);
    }

    /** Returns random indices of words by Zipf's law. */
    static IntSupplier words(int count, double exponent, long seed) {
        DiscreteSampler zipf =
                RejectionInversionZipfSampler.of(
                        RandomSource.XO_SHI_RO_256_PP.create(seed), count, exponent);
        // The hottest word is in the middle: neither the first nor the last that a strategy queues.
        return () -> (zipf.sample() - 1 + count / 2) % count;
    }
}
