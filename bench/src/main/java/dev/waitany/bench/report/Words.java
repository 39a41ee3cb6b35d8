/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.results.Figure;
import dev.waitany.bench.statistics.Interval;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats numbers for text. */
final class Words {
    /** Stands for a figure that was not measured. */
    static final String ABSENT = "-";

    private static final double MICRO = 1000;

    /** Percentages above say no more than that. */
    private static final double LARGEST = 1000;

    private Words() {}

    /** Returns an estimate with its interval in microseconds: {@code 12.3 [11.9, 13.0]}. */
    static String micros(@Nullable Interval nanos) {
        return interval(nanos, MICRO, "%.1f");
    }

    /** Returns the estimate alone, in microseconds. */
    static String microsOnly(@Nullable Interval nanos) {
        return nanos == null ? ABSENT : format("%.1f", nanos.estimate() / MICRO);
    }

    /** Returns a ratio with its interval: {@code 0.41 × [0.38, 0.44]}. */
    static String ratio(Interval ratio) {
        return interval(ratio, 1, decimals(ratio)).replace(" [", " × [");
    }

    /** Returns a ratio with its interval, without a sign: {@code 0.41 [0.38, 0.44]}. */
    static String plainRatio(@Nullable Interval ratio) {
        return interval(ratio, 1, ratio == null ? "" : decimals(ratio));
    }

    /** Returns the format of a value and its interval: two decimals, or more if it is small. */
    static String decimals(Interval value) {
        if (value.estimate() == 0 || value.estimate() >= 0.1) {
            return "%.2f";
        }
        return value.estimate() >= 0.01 ? "%.3f" : "%.4f";
    }

    /** Returns the estimate alone, with two decimals. */
    static String number(@Nullable Interval value) {
        return value == null ? ABSENT : format("%.2f", value.estimate());
    }

    static String number(@Nullable Double value) {
        return value == null ? ABSENT : format("%.2f", value);
    }

    static String whole(@Nullable Double value) {
        return value == null ? ABSENT : format("%.0f", value);
    }

    /** Returns the name of a figure that runs and cells are compared by. */
    static String figure(Figure figure) {
        return switch (figure) {
            case P50 -> "p50";
            case CPU_PER_OP -> "CPU/op";
            default -> figure.label();
        };
    }

    /** Returns a round time with the unit that fits: {@code 20 µs}. */
    static String time(double nanos) {
        if (nanos < 1e3) {
            return format("%.0f ns", nanos);
        }
        if (nanos < 1e6) {
            return format("%.0f µs", nanos / 1e3);
        }
        return nanos < 1e9 ? format("%.0f ms", nanos / 1e6) : format("%.0f s", nanos / 1e9);
    }

    /** Returns a round number: {@code 20 k}. */
    static String rate(double value) {
        return value < 1e3 ? format("%.0f", value) : format("%,.0f k", value / 1e3);
    }

    /** Returns a size with separators: {@code 10,000}. */
    static String count(int size) {
        return format("%,.0f", size);
    }

    /** Returns a size with its unit; one word is no "words". */
    static String size(int size, String unit) {
        boolean isOneWord = size == 1 && unit.endsWith("s");
        return count(size) + " " + (isOneWord ? unit.substring(0, unit.length() - 1) : unit);
    }

    /** Returns several sizes with their unit. */
    static String sizes(List<Integer> sizes, String unit) {
        return sizes.size() == 1
                ? size(sizes.getFirst(), unit)
                : String.join(", ", sizes.stream().map(Words::count).toList()) + " " + unit;
    }

    /**
     * Returns the begin of a sentence about some of the measured sizes, as in {@code "From 8 words
     * on, "}.
     *
     * @param sizes in ascending order
     * @param measured all sizes for which there is a verdict
     */
    static String range(List<Integer> sizes, List<Integer> measured, String unit) {
        List<Integer> ordered = measured.stream().sorted().toList();
        boolean isUpwards =
                ordered.subList(ordered.size() - sizes.size(), ordered.size()).equals(sizes);
        if (sizes.size() == 1 || !isUpwards) {
            return "At " + sizes(sizes, unit) + ", ";
        }
        return sizes.size() == ordered.size()
                ? "At every size, "
                : "From " + size(sizes.getFirst(), unit) + " on, ";
    }

    /** Returns a name for files and elements: letters, digits and hyphens. */
    static String id(String text) {
        return text.replaceAll("[^A-Za-z0-9]+", "-");
    }

    static String percent(double value) {
        if (value >= LARGEST) {
            return format("more than %.0f %%", LARGEST);
        }
        return format(value < 10 ? "%.1f %%" : "%.0f %%", value);
    }

    private static String interval(@Nullable Interval value, double unit, String format) {
        return value == null
                ? ABSENT
                : format(format, value.estimate() / unit)
                        + " ["
                        + format(format, value.low() / unit)
                        + ", "
                        + format(format, value.high() / unit)
                        + "]";
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
