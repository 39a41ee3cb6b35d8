/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spinning;

import static dev.waitany.spinning.SpinLearner.BLOCKING_COST;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * What a learner decides, and what that costs, for gaps that a test makes up. No clock is read: a
 * wait spins for its gap or its budget, whichever is shorter.
 */
class SpinLearnerTest {
    private static final long SHORT = 300; // ns
    private static final long LONG = 1_000_000;

    private final SpinLearner learner = new SpinLearner();
    private int spins;
    private int hits;
    private long lost; // ns of spins in vain

    @Test
    void firstWaitsDoNotSpin() {
        assertThat(learner.budget()).isZero();
        waits(15, SHORT);
        assertThat(spins).isZero();
    }

    @Test
    void hitTurnsItOnAndItStaysOn() {
        waits(17, SHORT);
        assertThat(hits).isEqualTo(1);
        waits(100, SHORT);
        assertThat(hits).isEqualTo(101);
        assertThat(lost).isZero();
    }

    @Test
    void missesTurnItOffWithinFourBlockingCosts() {
        waits(100, SHORT);
        waits(15, LONG);
        assertThat(lost).isBetween(BLOCKING_COST, 5 * BLOCKING_COST);
        assertThat(learner.budget()).isZero();
    }

    @Test
    void hitsTurnItOnAgainWithinTheLongestPause() {
        waits(100, SHORT);
        waits(100_000, LONG);
        int before = hits;
        waits(257, SHORT);
        assertThat(hits - before).isPositive();
        waits(10, SHORT);
        assertThat(learner.budget()).isPositive();
    }

    @Test
    void longWaitsSpinOnceInTwoHundredFiftySixWaits() {
        waits(1_000, LONG);
        spins = 0;
        lost = 0;
        waits(257 * 100, LONG);
        assertThat(spins).isBetween(99, 101);
        assertThat(lost / (257 * 100)).as("ns per wait").isLessThanOrEqualTo(BLOCKING_COST / 256);
    }

    @Test
    void oneDisturbanceDoesNotTurnItOffAndTheNextSpinIsAFullOne() {
        waits(100, SHORT);
        assertThat(learner.budget()).isLessThan(BLOCKING_COST);
        learner.miss(2_000);
        assertThat(learner.budget()).isEqualTo(BLOCKING_COST);
        learner.hit(SHORT);
        assertThat(learner.budget()).isLessThan(BLOCKING_COST);
    }

    @Test
    void preemptedSpinTurnsItOff() {
        waits(100, SHORT);
        learner.miss(4_000_000);
        assertThat(learner.budget()).isZero();
    }

    /** A hit that took as long as blocking saves nothing. */
    @Test
    void lateHitsDoNotTurnItOn() {
        waits(17 + 33 + 65 + 129, BLOCKING_COST + 1_000);
        assertThat(hits).isZero();
        learner.hit(BLOCKING_COST + 500);
        assertThat(learner.budget()).isZero();
    }

    @Test
    void budgetFollowsTheUsualHit() {
        waits(50, 1_000);
        assertThat(learner.budget()).isEqualTo(4_000);
        waits(100, 2_000);
        assertThat(learner.budget()).isBetween(7_000L, 8_000L);
    }

    @Test
    void mixOfShortAndLongGapsSavesMoreThanItLoses() {
        SplittableRandom random = new SplittableRandom(1);
        waits(100_000, () -> random.nextBoolean() ? SHORT : LONG);
        assertThat(hits * (BLOCKING_COST - SHORT)).isGreaterThan(3 * lost / 2);
    }

    /** Whatever the gaps are, the loss stays below what the hits have saved and 5 % of the rest. */
    @Test
    void lossIsBoundedForRandomGaps() {
        for (int mean = 1_000; mean <= 1_000_000; mean *= 3) {
            SpinLearnerTest run = new SpinLearnerTest();
            SplittableRandom random = new SplittableRandom(mean);
            double scale = mean;
            int waits = 50_000;
            long saved = 0;
            for (int i = 0; i < waits; i++) {
                long gap = (long) (-scale * Math.log(1 - random.nextDouble()));
                int before = run.hits;
                run.waitFor(gap);
                saved += run.hits > before ? BLOCKING_COST - gap : 0;
            }
            assertThat(run.lost - saved)
                    .as("net loss, mean gap %d ns", mean)
                    .isLessThan((long) (0.05 * waits * BLOCKING_COST));
        }
    }

    @Test
    void adoptedStateIsACopy() {
        waits(100, SHORT);
        SpinLearner copy = new SpinLearner();
        copy.adopt(7, learner);
        assertThat(copy.knows(7)).isTrue();
        assertThat(copy.knows(8)).isFalse();
        assertThat(copy.budget()).isEqualTo(learner.budget());
        copy.miss(4_000_000);
        assertThat(copy.budget()).isZero();
        assertThat(learner.budget()).isPositive();
    }

    private void waits(int count, long gap) {
        waits(count, () -> gap);
    }

    private void waits(int count, LongSupplier gaps) {
        for (int i = 0; i < count; i++) {
            waitFor(gaps.getAsLong());
        }
    }

    private void waitFor(long gap) {
        long budget = learner.budget();
        if (budget == 0) {
            return;
        }
        spins++;
        if (gap <= budget) {
            hits++;
            learner.hit(gap);
        } else {
            lost += budget;
            learner.miss(budget);
        }
    }
}
