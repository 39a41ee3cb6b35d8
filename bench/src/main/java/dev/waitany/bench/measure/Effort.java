/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param forks how often all cells are measured, each time in new JVMs.
 * @param rounds blocks of each contestant and fork, if time suffices.
 * @param block length of one block, if time suffices.
 * @param warmUpBlock length of one block of the warm-up.
 * @param mostWarmUp a contestant that is not steady after this time is measured as it is.
 * @param total time for all cells, with the probes before them. Each group has an equal share of
 *     what is left. To keep it, blocks get shorter first and then fewer. A group that takes longer
 *     makes the shares of the next ones smaller. When the time has passed, the present group ends
 *     after its round, and the other ones are left out. A slow group ends after 3 shares.
 */
public record Effort(
        int forks,
        int rounds,
        Duration block,
        Duration warmUpBlock,
        Duration mostWarmUp,
        Duration total) {
    /** Ends within two minutes, with the probes before and the analysis after it. */
    public static final Effort QUICK =
            new Effort(
                    1,
                    7,
                    Duration.ofMillis(50),
                    Duration.ofMillis(15),
                    Duration.ofMillis(900),
                    Duration.ofSeconds(95));

    /** Ends within a quarter of an hour. */
    public static final Effort FULL =
            new Effort(
                    3,
                    12,
                    Duration.ofMillis(120),
                    Duration.ofMillis(30),
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(13));

    /** Returns the same effort with another number of forks, in the same time. */
    public Effort withForks(int count) {
        return new Effort(count, rounds, block, warmUpBlock, mostWarmUp, total);
    }

    /** Returns the effort for one of several equal parts: a cell gets as much time as in all. */
    public Effort forOneOf(int parts) {
        return new Effort(forks, rounds, block, warmUpBlock, mostWarmUp, total.dividedBy(parts));
    }

    /** Returns the same effort in another time. */
    public Effort within(Duration time) {
        return new Effort(forks, rounds, block, warmUpBlock, mostWarmUp, time);
    }

    /**
     * Returns the length of each block of a group, at least a quarter of the planned one.
     *
     * @param least what the workload needs at least
     */
    Duration blockWithin(Duration left, int contestants, Duration least) {
        long each = left.toNanos() / ((long) rounds * contestants);
        long planned = Math.clamp(each, block.toNanos() / 4, block.toNanos());
        return Duration.ofNanos(Math.max(planned, least.toNanos()));
    }

    /** Returns what one group of a fork gets. */
    public Duration share(int groups) {
        return total.dividedBy((long) Math.max(1, groups) * forks);
    }

    /** Returns how long a contestant may warm up: half of its part of the time of its group. */
    Duration warmUpWithin(Duration left, int contestants) {
        long part = left.toNanos() / (2L * contestants);
        return Duration.ofNanos(Math.clamp(part, 10 * warmUpBlock.toNanos(), mostWarmUp.toNanos()));
    }
}
