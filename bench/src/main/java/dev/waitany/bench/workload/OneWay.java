/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.bench.argument.Parameter;
import dev.waitany.bench.argument.Parameters;
import dev.waitany.bench.measure.CSource;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.strategy.ComparedStrategy;
import dev.waitany.bench.workload.peer.Peers;
import dev.waitany.bench.workload.session.Gaps;
import dev.waitany.bench.workload.session.OpenLoop;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Wakes at a fixed rate, whether or not the waiter has answered the previous one: an open loop. The
 * time is that from the intended change until the waiter runs. In contrast to a closed loop, the
 * waiter has time to arm its words, so the time is wake latency and no set-up.
 */
final class OneWay implements Workload {
    private static final Parameter RATE =
            Parameter.count("rate", 5000, 10, 100_000, "wakes per second");
    private static final Parameter GAPS = Parameter.choice("gaps", "even", "poisson", "lognormal");
    private static final long SECOND = 1_000_000_000;
    private static final int OPERATIONS_OF_A_BLOCK = 20;

    private final Peers peers;
    private final Parameters parameters;

    OneWay() {
        this(new Peers(), Parameters.of(RATE, GAPS));
    }

    private OneWay(Peers peers, Parameters parameters) {
        this.peers = peers;
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return "one-way" + parameters.suffix();
    }

    @Override
    public String about() {
        return "An open loop: "
                + parameters.get(RATE)
                + " times per second"
                + (gaps() == Gaps.EVEN ? "" : " on average (gaps: " + gapsName() + ")")
                + " the driver changes and wakes one of N words at random,"
                + " whether or not the waiter has run since. The time is that from the intended"
                + " change until the waiter runs; CPU is that of the waiter's side alone.";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 8, 128);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Workload with(Parameters values) {
        return new OneWay(peers, values);
    }

    @Override
    public Optional<CSource> cReference() {
        return gaps() == Gaps.EVEN ? Optional.of(PairSession.IN_C) : Optional.empty();
    }

    @Override
    public List<String> baselines() {
        return peers.names();
    }

    @Override
    public Map<String, String> unavailableBaselines() {
        return peers.unavailable();
    }

    @Override
    public Limit limit(String strategy) {
        return baselines().contains(strategy) ? peers.limit(strategy) : Limit.ofWords(strategy);
    }

    @Override
    public Duration leastBlock() {
        return period().multipliedBy(OPERATIONS_OF_A_BLOCK);
    }

    @Override
    public long operationsToCompile() {
        return 2000;
    }

    /** Uses an armed set if the strategy keeps it armed, because that is its purpose. */
    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        OpenLoop loop = new OpenLoop(cell.size(), period(), gaps(), placement, seed);
        return baselines().contains(cell.strategy())
                ? peers.open(cell.strategy(), cell.size(), placement, loop)
                : new OneWaySession(
                        ComparedStrategy.open(cell.strategy()), cell.size(), loop, placement);
    }

    private Duration period() {
        return Duration.ofNanos(SECOND / parameters.get(RATE));
    }

    private Gaps gaps() {
        return Gaps.valueOf(gapsName().toUpperCase(Locale.ROOT));
    }

    private String gapsName() {
        return GAPS.text(parameters.get(GAPS));
    }
}
