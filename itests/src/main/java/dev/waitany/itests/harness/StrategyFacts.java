/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.harness;

import java.util.List;

/**
 * What tests must know of a strategy that it does not report itself. {@code Contracts} has the
 * strategies' suites. {@code StrategyFactsTest} compares both lists with the services that are
 * found.
 *
 * @param call decides on which kernels and in which sandboxes it works
 */
public record StrategyFacts(String name, WaitCall call) {
    private static final List<StrategyFacts> ALL =
            List.of(
                    new StrategyFacts("threads", WaitCall.FUTEX_WAIT),
                    new StrategyFacts("syscall-waitv", WaitCall.FUTEX_WAITV),
                    new StrategyFacts("ring-cancel", WaitCall.RING_FUTEX_WAIT),
                    new StrategyFacts("ring-armed", WaitCall.RING_FUTEX_WAIT),
                    new StrategyFacts("ring-waitv", WaitCall.RING_FUTEX_WAITV));

    /** Returns the facts of all strategies, in the order in which kernels got their calls. */
    public static List<StrategyFacts> all() {
        return ALL;
    }

    /** Returns the facts of the strategy with that name. */
    public static StrategyFacts of(String name) {
        return ALL.stream()
                .filter(facts -> facts.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "add a line for the strategy \"%s\" to StrategyFacts"
                                                .formatted(name)));
    }

    /** Returns the first strategy that waits with that call. */
    public static StrategyFacts using(WaitCall call) {
        return ALL.stream().filter(facts -> facts.call == call).findFirst().orElseThrow();
    }
}
