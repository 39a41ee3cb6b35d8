/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.WaitAny;
import dev.waitany.bench.measure.CSource;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.MemoryProbe;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.TargetRatio;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.strategy.ComparedStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The cost of one wake in a growing armed set: the driver changes and wakes one word at random, the
 * owner awaits, arms the word again, and replies.
 *
 * <p>Strategies that keep nothing armed between calls are measured for comparison: they arm all
 * words for each wake.
 */
final class ArmedScale implements Workload {
    /** Beyond this size, a block of a strategy that arms all words ends after a few wakes. */
    private static final int MOST_IF_NOTHING_STAYS_ARMED = 1024;

    /** The memory of smaller sets is less than the noise of the measurement. */
    private static final int LEAST_WORDS_TO_PROBE = 10_000;

    private static final int LARGE = 128;
    private static final int HUGE = 100_000;

    private final Predicate<String> staysArmed;

    ArmedScale() {
        this(ArmedScale::staysArmed);
    }

    /**
     * @param staysArmed tells whether a strategy keeps sets armed between calls
     */
    ArmedScale(Predicate<String> staysArmed) {
        this.staysArmed = staysArmed;
    }

    @Override
    public String name() {
        return "armed-scale";
    }

    @Override
    public String about() {
        return "An armed set of N words: the driver changes and wakes one at random; the owner"
                + " awaits, arms the word again, and replies. Strategies that keep nothing armed"
                + " arm all words for each wake.";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 8, LARGE, 1024, 10_000, HUGE);
    }

    @Override
    public Limit limit(String strategy) {
        try (WaitAny waitAny = ComparedStrategy.open(strategy)) {
            Limit words = Limit.ofWords(waitAny.capabilities());
            return waitAny.capabilities().staysArmed()
                    ? words
                    : words.or(MOST_IF_NOTHING_STAYS_ARMED, "arms every word for each wake");
        }
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new PairSession(
                ComparedStrategy.open(cell.strategy()), cell.size(), true, placement, seed);
    }

    @Override
    public Optional<CSource> cReference() {
        return Optional.of(PairSession.IN_C);
    }

    @Override
    public boolean countsSystemCalls() {
        return true;
    }

    @Override
    public Optional<MemoryProbe> memoryProbe(int size) {
        return size < LEAST_WORDS_TO_PROBE ? Optional.empty() : Optional.of(new ArmedSetMemory());
    }

    /**
     * A set that stays armed costs less than arming all its words, which the best other strategy
     * does. Its cost hardly grows with its words.
     */
    @Override
    public List<TargetRatio> targets(List<String> strategies) {
        Optional<String> best = strategies.stream().filter(staysArmed.negate()).findFirst();
        List<TargetRatio> targets = new ArrayList<>();
        for (String armed : strategies.stream().filter(staysArmed).toList()) {
            best.ifPresent(other -> targets.add(new TargetRatio(armed, LARGE, other, LARGE, 0.70)));
            targets.add(new TargetRatio(armed, LARGE, armed, 1, 1.15));
            targets.add(new TargetRatio(armed, HUGE, armed, LARGE, 1.5));
        }
        return targets;
    }

    private static boolean staysArmed(String strategy) {
        try (WaitAny waitAny = ComparedStrategy.open(strategy)) {
            return waitAny.capabilities().staysArmed();
        }
    }
}
