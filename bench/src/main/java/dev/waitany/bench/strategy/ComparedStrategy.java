/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.strategy;

import dev.waitany.Spin;
import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names of strategies in a comparison. The waits of {@code ring-armed} block at once. Those of
 * {@code ring-armed+spin} spin first, where that is learned to pay: what users get by default.
 */
public final class ComparedStrategy {
    /** Ends the name of a strategy whose waits spin. */
    private static final String SPIN = "+spin";

    private ComparedStrategy() {}

    /**
     * Opens a strategy.
     *
     * @param name as a comparison names it
     */
    public static WaitAny open(String name) {
        return name.endsWith(SPIN)
                ? WaitAny.open(name.substring(0, name.length() - SPIN.length()), Spin.adaptive())
                : WaitAny.open(name, Spin.none());
    }

    /** Returns the name under which the waits of a strategy spin. */
    public static String spinning(String strategy) {
        return strategy + SPIN;
    }

    /** Returns the names that a strategy has, asked for or not. */
    public static List<String> namesOf(Support support) {
        return List.of(support.strategy(), spinning(support.strategy()));
    }

    /**
     * Returns the names that are measured of a strategy.
     *
     * @param asked names that the user has chosen; empty for what is measured by default
     * @param spinning names of {@link #spinning} that are measured by default
     */
    public static Stream<String> measured(
            Support support, List<String> asked, List<String> spinning) {
        return namesOf(support).stream()
                .filter(
                        name ->
                                asked.isEmpty()
                                        ? !name.endsWith(SPIN) || spinning.contains(name)
                                        : asked.contains(name));
    }
}
