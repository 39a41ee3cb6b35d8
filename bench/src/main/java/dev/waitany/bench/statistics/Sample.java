/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * One figure of one cell: a value for each block, by fork. Two samples of the same shape are
 * paired: values at the same place come from blocks of the same round.
 *
 * @param forks the values of each fork, at least one in each
 */
public record Sample(List<double[]> forks) {
    /** Checks that there is a value in each fork. */
    public Sample {
        if (forks.isEmpty() || forks.stream().anyMatch(fork -> fork.length == 0)) {
            throw new IllegalArgumentException("a sample has at least one value in each fork");
        }
        forks = List.copyOf(forks);
    }

    /** Returns whether each value has a partner in the other sample. */
    public boolean isPairedWith(Sample other) {
        return Arrays.equals(sizes(), other.sizes());
    }

    /**
     * Divides each value by its partner in the other sample.
     *
     * @throws IllegalArgumentException if the samples are not paired
     */
    public Sample dividedBy(Sample other) {
        if (!isPairedWith(other)) {
            throw new IllegalArgumentException("the samples are of different rounds");
        }
        List<double[]> ratios = new ArrayList<>();
        for (int i = 0; i < forks.size(); i++) {
            double[] ratio = forks.get(i).clone();
            for (int j = 0; j < ratio.length; j++) {
                ratio[j] /= other.forks.get(i)[j];
            }
            ratios.add(ratio);
        }
        return new Sample(ratios);
    }

    /**
     * Returns how likely a value drawn from this sample is above one drawn from the other: 0 if
     * none is, 1 if all are, 0.5 if neither sample tends to be. Ties count as half.
     *
     * <p>Source: A. Vargha and H. Delaney, A Critique and Improvement of the CL Common Language
     * Effect Size Statistics, Journal of Educational and Behavioral Statistics 25(2), 2000.
     */
    public double shareAbove(Sample other) {
        double[] values = values();
        double[] others = other.values();
        double wins = MannWhitneyUTest.withDefaults().statistic(values, others);
        return wins / values.length / others.length;
    }

    /** Returns all values, of one fork after another. */
    double[] values() {
        return forks.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private int[] sizes() {
        return forks.stream().mapToInt(fork -> fork.length).toArray();
    }
}
