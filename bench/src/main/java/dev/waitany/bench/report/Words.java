/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.statistics.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats numbers for text. */
final class Words {
    /** Stands for a figure that was not measured. */
    static final String ABSENT = "-";

    private static final double MICRO = 1000;

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
        return format("%.2f", ratio.estimate())
                + " × ["
                + format("%.2f", ratio.low())
                + ", "
                + format("%.2f", ratio.high())
                + "]";
    }

    /** Returns a ratio with its interval, without a sign: {@code 0.41 [0.38, 0.44]}. */
    static String plainRatio(@Nullable Interval ratio) {
        return interval(ratio, 1, "%.2f");
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

    static String percent(double value) {
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
