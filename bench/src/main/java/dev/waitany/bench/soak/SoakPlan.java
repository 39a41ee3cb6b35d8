/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.bench.soak.account.SoakStrategies;
import java.time.Duration;

/**
 * What a soak is to do.
 *
 * @param seed decides what is random, but not how threads are scheduled.
 * @param time how long wakes are issued.
 * @param moments the most rounds of random moments for each combination.
 * @param patience after which a wake counts as lost and a call as stuck
 */
public record SoakPlan(
        SoakStrategies strategies, long seed, Duration time, int moments, Duration patience) {
    /** Longer than a busy machine keeps a runnable thread from its processors. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The rounds of random moments for each combination, if nothing else is asked for. */
    public static final int MOMENTS = 100_000;
}
