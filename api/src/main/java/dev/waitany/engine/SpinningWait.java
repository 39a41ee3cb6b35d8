/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.Spin;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.spi.Outcome;
import dev.waitany.spinning.SpinLearner;
import dev.waitany.spinning.SpinLoop;
import org.jspecify.annotations.Nullable;

/**
 * Spins before a wait of a platform thread blocks: looks at the words of the set.
 *
 * <p>Runs while the thread's waiter is in use, so that {@code close} returns only when no thread
 * reads words any more. Consumes no wake, as the kernel does not have the wait yet.
 */
final class SpinningWait {
    private final SpinPolicy policy;
    private final OutcomeMapper outcomes;

    SpinningWait(SpinPolicy policy, OutcomeMapper outcomes) {
        this.policy = policy;
        this.outcomes = outcomes;
    }

    /**
     * Spins, if the policy and what was learned say so.
     *
     * @return null if the wait is to block
     */
    @Nullable WaitResult await(BoundWaiter bound, WaitSet set, Deadline deadline)
            throws InterruptedException {
        Spin spin = policy.of(set);
        if (spin.kind() == Spin.Kind.NONE || set.size() > Spin.MOST_WORDS) {
            return null;
        }
        SpinLearner learner = spin.kind() == Spin.Kind.ADAPTIVE ? learner(bound, set) : null;
        long budget = SpinPolicy.budget(spin, learner);
        return budget == 0 ? null : spun(bound, set, deadline, budget, learner);
    }

    /**
     * Spins until an exact deadline, after a wait that has blocked until shortly before it.
     *
     * @param blocked the result of that wait, {@code TIMED_OUT}; surplus wakes that it lists are
     *     listed in the answer
     */
    WaitResult untilDeadline(BoundWaiter bound, WaitSet set, Deadline deadline, WaitResult blocked)
            throws InterruptedException {
        WaitResult result;
        try {
            do { // again if an alert had no reason
                result = spun(bound, set, deadline, Long.MAX_VALUE, null);
            } while (result == null);
            return blocked.surplus().length + blocked.forwarded().length == 0
                    ? result
                    : API.with(result, blocked.surplus(), blocked.forwarded());
        } catch (Throwable failure) {
            outcomes.forwardUnread(set, blocked);
            throw failure;
        }
    }

    private @Nullable WaitResult spun(
            BoundWaiter bound,
            WaitSet set,
            Deadline deadline,
            long budget,
            @Nullable SpinLearner learner)
            throws InterruptedException {
        bound.surplus.clear(); // what the last wait left: a spin consumes no wake
        int outcome;
        try {
            outcome = bound.spinning.run(bound.look.at(set), budget, deadline);
        } catch (Throwable failure) { // a word's arena is closed, or its memory is gone
            throw Thrown.unchecked(outcomes.explained(set, failure));
        } finally {
            bound.look.end();
        }
        learned(learner, outcome, bound.spinning.took());
        if (outcome == SpinLoop.IN_VAIN) {
            return null;
        }
        WaitResult result = outcomes.of(set, outcome, false, bound.surplus);
        if (result == null && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return result;
    }

    /**
     * Tells a learner how a spin ended. A deadline that passed has saved a sleep, as a hit does. An
     * interrupt says nothing.
     */
    static void learned(@Nullable SpinLearner learner, int outcome, long took) {
        if (learner == null || outcome == Outcome.ALERTED) {
            return;
        }
        if (outcome == SpinLoop.IN_VAIN) {
            learner.miss(took);
        } else {
            learner.hit(took);
        }
    }

    /**
     * Returns what decides about this wait. A set's first wait in a thread follows what the thread
     * has learned from the first waits of other sets: a program may make a set for each wait. The
     * set goes on with a copy.
     */
    private static SpinLearner learner(BoundWaiter bound, WaitSet set) {
        SpinLearner own = API.learner(set);
        if (own.knows(bound.threadId)) {
            return own;
        }
        own.adopt(bound.threadId, bound.firstWaits);
        return bound.firstWaits;
    }
}
