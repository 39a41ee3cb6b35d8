/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.argument;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be set of a workload besides its size, such as the rate of its wakes.
 *
 * @param name the option of {@code compare} without its hyphens, and the key in experiment files
 * @param standard the value if none is given; nanoseconds if it is a time
 * @param least the least value
 * @param most the greatest value
 * @param unit what a count counts, as in "wakes per second"; empty for a time or a choice
 * @param choices the names of the values from 0 on, if the parameter is a choice
 */
public record Parameter(
        String name, long standard, long least, long most, String unit, List<String> choices) {
    private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|ms|s)");
    private static final Map<String, Long> NANOS =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

    /** Creates a parameter that is a number. */
    public static Parameter count(String name, long standard, long least, long most, String unit) {
        return new Parameter(name, standard, least, most, unit, List.of());
    }

    /** Creates a parameter that is a time, in nanoseconds. */
    public static Parameter time(String name, long standard, long least, long most) {
        return new Parameter(name, standard, least, most, "", List.of());
    }

    /** Creates a parameter that is one of several names; the first is the default. */
    public static Parameter choice(String name, String... choices) {
        return new Parameter(name, 0, 0, choices.length - 1L, "", List.of(choices));
    }

    /**
     * Reads a value.
     *
     * @throws BadArgumentException if the text is no value, or one that is out of range
     */
    public long parse(String text) {
        long value = choices.isEmpty() ? number(text) : choices.indexOf(text);
        if (value < least || value > most) {
            throw bad(text);
        }
        return value;
    }

    /** Returns a value as {@link #parse} reads it. */
    public String text(long value) {
        if (!choices.isEmpty()) {
            return choices.get((int) value);
        }
        if (!unit.isEmpty()) {
            return String.valueOf(value);
        }
        for (String suffix : List.of("s", "ms", "us")) {
            long nanos = NANOS.getOrDefault(suffix, 1L);
            if (value % nanos == 0) {
                return value / nanos + suffix;
            }
        }
        return value + "ns";
    }

    /** Returns what the values are, for messages and for the help. */
    public String range() {
        if (!choices.isEmpty()) {
            return String.join(" or ", choices);
        }
        return text(least) + " to " + text(most) + (unit.isEmpty() ? "" : " " + unit);
    }

    private long number(String text) {
        try {
            return unit.isEmpty() ? nanos(text) : Long.parseLong(text);
        } catch (ArithmeticException | NumberFormatException notANumber) {
            throw bad(text);
        }
    }

    private long nanos(String text) {
        Matcher parts = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw bad(text);
        }
        long unitNanos = NANOS.getOrDefault(parts.group(2), 1L);
        return Math.round(Double.parseDouble(parts.group(1)) * unitNanos);
    }

    private BadArgumentException bad(String text) {
        return new BadArgumentException(name + " \"" + text + "\": it can be " + range());
    }
}
