/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import dev.waitany.bench.statistics.Interval;
import java.util.List;

/**
 * A line with a band around it.
 *
 * @param style decides colour and marker, so that a name looks alike in all figures
 * @param dashed whether the line is dashed
 */
public record Series(String name, int style, boolean dashed, List<Point> points) {
    /** A value with the ends of its interval. */
    public record Point(double x, Interval y) {}
}
