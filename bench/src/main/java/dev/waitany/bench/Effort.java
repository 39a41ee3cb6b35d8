/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param firstWarmUp of each strategy's first cell, and as long again if too few rounds went by for
 *     its code to be compiled; half of it in further workloads
 * @param warmUp of every cell; shorter where time runs out
 * @param blocks of Java, and as many of C between them; fewer where time runs out
 * @param span of one block
 * @param total that all cells together may take, kept by shorter blocks first, then by fewer
 */
record Effort(Duration firstWarmUp, Duration warmUp, int blocks, Duration span, Duration total) {
    static final Effort QUICK =
            new Effort(
                    Duration.ofMillis(1000),
                    Duration.ofMillis(250),
                    5,
                    Duration.ofMillis(140),
                    Duration.ofSeconds(90));
    static final Effort FULL =
            new Effort(
                    Duration.ofMillis(3000),
                    Duration.ofMillis(1000),
                    9,
                    Duration.ofMillis(400),
                    Duration.ofDays(1));

    /** Of warming up, where a cell has {@code share}: a quarter of either at least. */
    Duration warmUpWithin(Duration share) {
        long least = warmUp.toNanos() / 4;
        return Duration.ofNanos(Math.clamp(share.toNanos() / 4, least, warmUp.toNanos()));
    }

    /** Of each block, where all that is left is {@code left}: a quarter at least. */
    Duration spanWithin(Duration left) {
        long each = left.toNanos() / (2L * blocks);
        return Duration.ofNanos(Math.clamp(each, span.toNanos() / 4, span.toNanos()));
    }

    /** A cell that takes this long hangs. */
    Duration limit() {
        return firstWarmUp
                .multipliedBy(2)
                .plus(warmUp)
                .plus(span.multipliedBy(2L * blocks))
                .plusSeconds(20);
    }
}
