/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import static java.util.Objects.requireNonNull;

import dev.waitany.bench.statistics.Interval;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a command must measure, for a claim to be reproduced.
 *
 * @param of what is measured: a cell of {@code compare}, as in {@code
 *     armed-scale/ring-armed/128/java}; a count, as in {@code 7.3/ring-armed/128/sleep}; or a
 *     benchmark, as in {@code wakeNobody/threads/1}
 * @param against what it is divided by; null if the value itself is expected
 * @param figure which figure of a cell or benchmark; null for counts
 * @param between the ends of the expected interval; null if no difference is expected
 * @param noDifference whether the measured ratio must have 1 in its interval; null if not
 */
public record Expectation(
        String of,
        @Nullable String against,
        @Nullable String figure,
        @Nullable List<Double> between,
        @Nullable Boolean noDifference) {
    private static final double LARGE = 1000;
    private static final List<Double> EQUAL = List.of(1.0, 1.0);

    /** Copies the list. */
    public Expectation {
        between = between == null ? EQUAL : List.copyOf(between);
    }

    /** Expects an interval. */
    public Expectation(
            String of, @Nullable String against, @Nullable String figure, List<Double> between) {
        this(of, against, figure, between, null);
    }

    private boolean isNoDifference() {
        return Boolean.TRUE.equals(noDifference);
    }

    double low() {
        return requireNonNull(between).getFirst();
    }

    double high() {
        return requireNonNull(between).getLast();
    }

    /** Returns what a measured interval says. The ends of the expected interval belong to it. */
    Verdict judge(Interval measured) {
        if (isNoDifference()) {
            boolean isSeen = measured.low() > 1 || measured.high() < 1;
            return isSeen ? Verdict.NOT_REPRODUCED : Verdict.REPRODUCED;
        }
        if (measured.low() >= low() && measured.high() <= high()) {
            return Verdict.REPRODUCED;
        }
        boolean isOutside = measured.high() < low() || measured.low() > high();
        return isOutside ? Verdict.NOT_REPRODUCED : Verdict.NOT_SHOWN;
    }

    @Override
    public String toString() {
        return (figure == null ? "" : figure + " of ")
                + of
                + (against == null ? "" : " / " + against)
                + (isNoDifference()
                        ? ", expected no difference"
                        : String.format(
                                Locale.ROOT, ", expected %s to %s", text(low()), text(high())));
    }

    /** Returns a number with three digits, or all of a whole one. */
    static String text(double value) {
        boolean isWhole = value == Math.rint(value) || Math.abs(value) >= LARGE;
        return String.format(Locale.ROOT, isWhole ? "%,.0f" : "%.3g", value);
    }
}
