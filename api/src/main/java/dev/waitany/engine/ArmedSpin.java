/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.Spin;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spinning.SpinLearner;
import dev.waitany.spinning.SpinLoop;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Spins before a call on an armed set blocks: looks with {@link Arming#look}. Words that the kernel
 * has stay queued meanwhile, so their wakes are counted as ever.
 *
 * <p>For the set's owner, during a call.
 */
final class ArmedSpin {
    /**
     * How the calls on a set spin.
     *
     * @param mostWords of a set that can spin: one look reads them all, unless it reads one flag
     */
    record Setting(Spin spin, int mostWords) {}

    private final Spin spin;
    private final int mostWords;
    private final @Nullable SpinLearner learner; // null unless adaptive
    private final SpinLoop loop;
    private final SpinLoop.Look look;

    /**
     * Makes the spins of one set.
     *
     * @param closing whether another thread closes the set
     */
    ArmedSpin(Arming arming, Setting setting, BooleanSupplier closing) {
        this.spin = setting.spin();
        this.mostWords = setting.mostWords();
        this.learner = spin.kind() == Spin.Kind.ADAPTIVE ? new SpinLearner() : null;
        this.loop = new SpinLoop(System::nanoTime, closing);
        this.look = arming::look;
    }

    /**
     * Spins, if the option and what was learned say so.
     *
     * <p>A deadline that passes is left to {@link Arming#await}, which arms the words all the same:
     * the next wake must find them.
     *
     * @return the outcome of a ready word; {@link Outcome#ALERTED} if the call is to go on, after a
     *     look at the reasons to end it
     */
    int run(Deadline deadline) {
        long budget = SpinPolicy.budget(spin, learner);
        if (budget == 0) {
            return Outcome.ALERTED;
        }
        int outcome = loop.run(look, budget, deadline);
        SpinningWait.learned(learner, outcome, loop.took());
        return vainOr(outcome);
    }

    /** Tells whether a set of so many words can spin until an exact deadline. */
    boolean reaches(int words) {
        return words <= mostWords;
    }

    /**
     * Spins until an exact deadline, after a call that has blocked until shortly before it.
     *
     * @return as {@link #run}, or {@link Outcome#TIMED_OUT}
     */
    int untilDeadline(Deadline deadline) {
        return loop.run(look, Long.MAX_VALUE, deadline);
    }

    private static int vainOr(int outcome) {
        return outcome == SpinLoop.IN_VAIN || outcome == Outcome.TIMED_OUT
                ? Outcome.ALERTED
                : outcome;
    }
}
