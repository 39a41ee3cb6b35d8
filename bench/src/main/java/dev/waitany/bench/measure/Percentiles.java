/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Chooses the points of a latency curve: denser towards 100 percent. */
final class Percentiles {
    private static final double[] STEPS = {1, 0.75, 0.5, 0.35, 0.25, 0.15};

    private Percentiles() {}

    /** Returns points up to the percentile that excludes only the slowest single value. */
    static List<Results.Percentile> of(Histogram histogram) {
        List<Results.Percentile> points = new ArrayList<>();
        long total = histogram.getTotalCount();
        for (double rest = 100; rest * total >= 100; rest /= 10) {
            for (double step : STEPS) {
                double percent = 100 - rest * step;
                if (rest * step * total >= 100) {
                    points.add(
                            new Results.Percentile(
                                    rounded(percent), histogram.getValueAtPercentile(percent)));
                }
            }
        }
        return points;
    }

    private static double rounded(double percent) {
        return Math.round(percent * 1e6) / 1e6;
    }
}
