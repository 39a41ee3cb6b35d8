/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.strategy;

import dev.waitany.Spin;
import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of strategies in a comparison. The waits of {@code ring-armed} block at once. Those of
 * {@code ring-armed+spin} spin first, where that is learned to pay: what users get by default.
 * Those of {@code ring-armed+spin-20us} always spin, up to 20 µs.
 */
public final class ComparedStrategy {
    /** Ends the name of a strategy whose waits spin; a fixed time may follow. */
    private static final String SPIN = "+spin";

    private static final Pattern FIXED = Pattern.compile("-([0-9]{1,6})(us|ms)");

    private ComparedStrategy() {}

    /**
     * Opens a strategy.
     *
     * @param name as a comparison names it
     */
    public static WaitAny open(String name) {
        int end = name.indexOf(SPIN);
        return end < 0
                ? WaitAny.open(name, Spin.none())
                : WaitAny.open(
                        name.substring(0, end),
                        spin(name.substring(end + SPIN.length())).orElseThrow());
    }

    /** Returns the name under which the waits of a strategy spin adaptively. */
    public static String spinning(String strategy) {
        return strategy + SPIN;
    }

    /** Returns the names that are listed for a strategy. It also has those with a fixed time. */
    public static List<String> namesOf(Support support) {
        return List.of(support.strategy(), spinning(support.strategy()));
    }

    /** Returns whether a strategy is measured under a name. */
    public static boolean isNameOf(Support support, String name) {
        String spinning = spinning(support.strategy());
        return name.equals(support.strategy())
                || (name.startsWith(spinning)
                        && spin(name.substring(spinning.length())).isPresent());
    }

    /**
     * Returns the names that are measured of a strategy.
     *
     * @param asked names that the user has chosen; empty for what is measured by default
     * @param spinning names of {@link #spinning} that are measured by default
     */
    public static Stream<String> measured(
            Support support, List<String> asked, List<String> spinning) {
        return asked.isEmpty()
                ? namesOf(support).stream()
                        .filter(name -> !name.endsWith(SPIN) || spinning.contains(name))
                : asked.stream().distinct().filter(name -> isNameOf(support, name));
    }

    /** Returns how waits spin, from what follows {@code +spin} in a name. */
    private static Optional<Spin> spin(String rest) {
        if (rest.isEmpty()) {
            return Optional.of(Spin.adaptive());
        }
        Matcher fixed = FIXED.matcher(rest);
        if (!fixed.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(fixed.group(1));
        Duration span =
                fixed.group(2).equals("us")
                        ? Duration.of(count, ChronoUnit.MICROS)
                        : Duration.ofMillis(count);
        return span.isPositive() ? Optional.of(Spin.fixed(span)) : Optional.empty();
    }
}
