/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param firstWarmUp warm-up of a strategy's first cell; repeated once if it had too few operations
 *     for the code to be compiled; halved in further workloads
 * @param warmUp warm-up of every cell; shorter if time runs out
 * @param blocks blocks of Java per cell, with as many blocks of C between them; fewer if time runs
 *     out
 * @param span length of one block
 * @param total time for all cells; to keep it, blocks get shorter first and then fewer
 */
public record Effort(
        Duration firstWarmUp, Duration warmUp, int blocks, Duration span, Duration total) {
    /** Ends within two minutes. */
    public static final Effort QUICK =
            new Effort(
                    Duration.ofMillis(1000),
                    Duration.ofMillis(250),
                    5,
                    Duration.ofMillis(140),
                    Duration.ofSeconds(90));

    /** Takes as long as the cells need. */
    public static final Effort FULL =
            new Effort(
                    Duration.ofMillis(3000),
                    Duration.ofMillis(1000),
                    9,
                    Duration.ofMillis(400),
                    Duration.ofDays(1));

    /** Returns a quarter of a cell's share of the time, but at least a quarter of the warm-up. */
    Duration warmUpWithin(Duration share) {
        long least = warmUp.toNanos() / 4;
        return Duration.ofNanos(Math.clamp(share.toNanos() / 4, least, warmUp.toNanos()));
    }

    /** Returns the length of each block if {@code left} remains: at least a quarter of the span. */
    Duration spanWithin(Duration left) {
        long each = left.toNanos() / (2L * blocks);
        return Duration.ofNanos(Math.clamp(each, span.toNanos() / 4, span.toNanos()));
    }

    /** Returns the time after which a cell is considered to hang. */
    Duration limit() {
        return firstWarmUp
                .multipliedBy(2)
                .plus(warmUp)
                .plus(span.multipliedBy(2L * blocks))
                .plusSeconds(20);
    }
}
