/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The places and labels along an axis.
 *
 * @param label names the axis and its unit; empty if the title does
 * @param logarithmic whether equal distances are equal ratios
 */
public record Scale(String label, boolean logarithmic, List<Tick> ticks) {
    /** A labelled place. A label that would overlap the one before is empty. */
    public record Tick(double value, String text) {}

    /** Returns a logarithmic scale with a tick at each size that was measured. */
    public static Scale ofSizes(String label, List<Integer> sizes) {
        List<Tick> ticks = new ArrayList<>();
        double previous = 0;
        for (int size : sizes) {
            boolean isClose = size < 1.9 * previous;
            previous = isClose ? previous : size;
            ticks.add(new Tick(size, isClose ? "" : grouped(size)));
        }
        return new Scale(label, true, ticks);
    }

    /** Returns a logarithmic scale with ticks at round values from the least to the most. */
    public static Scale ofValues(
            String label, double least, double most, DoubleFunction<String> text) {
        int[] steps = Math.log10(most / least) > 2.2 ? new int[] {1} : new int[] {1, 2, 5};
        List<Tick> ticks = new ArrayList<>();
        for (int e = (int) Math.floor(Math.log10(least)); e <= Math.log10(most); e++) {
            for (int step : steps) {
                double value = step * Math.pow(10, e);
                if (value >= least && value <= most) {
                    ticks.add(new Tick(value, text.apply(value)));
                }
            }
        }
        return new Scale(label, true, ticks);
    }

    private static String grouped(int number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }
}
