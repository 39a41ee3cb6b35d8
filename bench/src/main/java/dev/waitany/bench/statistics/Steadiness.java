/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Tests whether a series of blocks has stopped to change, as when the JIT compilers are done. The
 * older half of the last blocks is compared with the newer half. The series still changes if a rank
 * test tells the halves apart and their medians differ by more than a small part.
 */
public final class Steadiness {
    /** How many blocks are compared. With fewer, the rank test could never tell halves apart. */
    public static final int WINDOW = 8;

    private static final double SIGNIFICANCE = 0.05;
    private static final double NEGLIGIBLE = 0.02;

    private Steadiness() {}

    /** Returns whether the last blocks of a series are steady; false if there are too few. */
    public static boolean isSteady(double[] series) {
        if (series.length < WINDOW) {
            return false;
        }
        int middle = series.length - WINDOW / 2;
        double[] older = Arrays.copyOfRange(series, series.length - WINDOW, middle);
        double[] newer = Arrays.copyOfRange(series, middle, series.length);
        boolean differs = MannWhitneyUTest.withDefaults().test(older, newer).reject(SIGNIFICANCE);
        double change =
                Median.withDefaults().evaluate(newer) / Median.withDefaults().evaluate(older);
        return !differs || Math.abs(change - 1) <= NEGLIGIBLE;
    }
}
