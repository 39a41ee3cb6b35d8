/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Capabilities;
import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Selects strategies for parameterized tests, by name. A test is generated for each strategy that
 * it applies to. A strategy that does not work here is among them: its tests are skipped, and the
 * reason is reported.
 */
public final class Strategies {
    private static final List<Support> FOUND = WaitAny.strategies();

    private Strategies() {}

    /** Returns all strategies, working here or not. */
    public static List<String> all() {
        return FOUND.stream().map(Support::strategy).sorted().toList();
    }

    /** Returns the strategies that work here. */
    public static List<String> available() {
        return FOUND.stream().filter(Support::available).map(Support::strategy).sorted().toList();
    }

    /** Returns the available strategies that account for every wake. */
    public static List<String> exact() {
        return available().stream().filter(name -> matches(name, Strategies::isExact)).toList();
    }

    /**
     * Returns the strategies with such capabilities, and those that do not work here, because their
     * capabilities are not known.
     */
    public static List<String> where(Predicate<Capabilities> condition) {
        List<String> available = available();
        return all().stream()
                .filter(name -> !available.contains(name) || matches(name, condition))
                .toList();
    }

    /** Returns the strategies on io_uring. */
    public static List<String> onRings() {
        return rings().map(StrategyFacts::name).toList();
    }

    /** Returns one strategy for each of io_uring's futex waits. */
    public static List<String> oneForEachRingCall() {
        return rings().map(StrategyFacts::call)
                .distinct()
                .map(call -> StrategyFacts.using(call).name())
                .toList();
    }

    /** Opens a strategy, or skips the test with the reason why it does not work here. */
    public static WaitAny open(String name) {
        assumeAvailable(name);
        return WaitAny.open(name);
    }

    /** Skips the test if a strategy does not work here, with the reason. */
    public static void assumeAvailable(String name) {
        for (Support support : FOUND) {
            if (support.strategy().equals(name)) {
                assumeTrue(support.available(), () -> name + ": " + support.reason());
            }
        }
    }

    private static Stream<StrategyFacts> rings() {
        return StrategyFacts.all().stream().filter(facts -> facts.call().isOnRing());
    }

    private static boolean isExact(Capabilities capabilities) {
        return capabilities.accounting() == Capabilities.Accounting.EXACT;
    }

    private static boolean matches(String name, Predicate<Capabilities> condition) {
        try (WaitAny waitAny = WaitAny.open(name)) {
            return condition.test(waitAny.capabilities());
        }
    }
}
