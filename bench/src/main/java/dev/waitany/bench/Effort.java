/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param firstWarmUp of each strategy's first cell, until its code is compiled
 * @param warmUp of every cell
 * @param blocks of Java, and as many of C between them
 * @param span of one block
 */
record Effort(Duration firstWarmUp, Duration warmUp, int blocks, Duration span) {
    static final Effort QUICK =
            new Effort(Duration.ofMillis(1000), Duration.ofMillis(250), 5, Duration.ofMillis(140));
    static final Effort FULL =
            new Effort(Duration.ofMillis(3000), Duration.ofMillis(1000), 9, Duration.ofMillis(400));

    /** A cell that takes this long hangs. */
    Duration limit() {
        return firstWarmUp
                .multipliedBy(3)
                .plus(warmUp)
                .plus(span.multipliedBy(2L * blocks))
                .plusSeconds(20);
    }
}
