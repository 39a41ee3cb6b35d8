/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.statistics;

import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Percentile bootstrap with two levels. Each resample draws forks with replacement, and then blocks
 * with replacement within each drawn fork. Blocks of one fork share a JVM, so their values agree
 * more than those of different forks; resampling all blocks alike would give intervals that are too
 * narrow. With one fork, only the blocks vary.
 *
 * <p>The same seed gives the same intervals for the same samples, in any order of calls.
 */
public final class Bootstrap {
    private static final int RESAMPLES = 1000;
    private static final double[] ENDS = {0.025, 0.975};

    private final long seed;

    /** Creates a bootstrap whose resamples depend on the seed only. */
    public Bootstrap(long seed) {
        this.seed = seed;
    }

    /** Returns the median of all values with its interval. */
    public Interval median(Sample sample) {
        return interval(median(sample.values()), random -> median(drawn(sample, random)));
    }

    /** Returns the median of the ratios of paired blocks. What slows a round cancels out. */
    public Interval pairedRatio(Sample above, Sample below) {
        return median(above.dividedBy(below));
    }

    /** Returns the ratio of the medians of samples that were not measured in the same rounds. */
    public Interval ratio(Sample above, Sample below) {
        return interval(
                median(above.values()) / median(below.values()),
                random -> median(drawn(above, random)) / median(drawn(below, random)));
    }

    private Interval interval(
            double estimate, ToDoubleFunction<UniformRandomProvider> resampledEstimate) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        double[] estimates = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            estimates[i] = resampledEstimate.applyAsDouble(random);
        }
        double[] ends = Quantile.withDefaults().evaluate(estimates, ENDS);
        return new Interval(ends[0], estimate, ends[1]);
    }

    private static double[] drawn(Sample sample, UniformRandomProvider random) {
        int forks = sample.forks().size();
        double[][] chosen = new double[forks][];
        int total = 0;
        for (int i = 0; i < forks; i++) {
            chosen[i] = sample.forks().get(random.nextInt(forks));
            total += chosen[i].length;
        }
        double[] values = new double[total];
        int next = 0;
        for (double[] fork : chosen) {
            for (int i = 0; i < fork.length; i++) {
                values[next++] = fork[random.nextInt(fork.length)];
            }
        }
        return values;
    }

    private static double median(double[] values) {
        return Median.withDefaults().evaluate(values);
    }
}
