/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.session;

import java.util.SplittableRandom;

/** How the times between the wakes of an open loop are distributed. All have the same mean. */
public enum Gaps {
    /** All gaps are equal. */
    EVEN,
    /** Exponential: wakes come independently of each other, as requests of many users do. */
    POISSON,
    /** Log-normal with a shape of 1: many short gaps and a few long ones, as in bursts of work. */
    LOGNORMAL;

    private static final double SHAPE = 1;

    /** Returns the next gap, in nanoseconds. */
    long next(long mean, SplittableRandom random) {
        return switch (this) {
            case EVEN -> mean;
            case POISSON -> Math.round(mean * random.nextExponential());
            case LOGNORMAL ->
                    // The mean of exp(s × normal) is exp(s² / 2).
                    Math.round(mean * Math.exp(SHAPE * random.nextGaussian() - SHAPE * SHAPE / 2));
        };
    }
}
