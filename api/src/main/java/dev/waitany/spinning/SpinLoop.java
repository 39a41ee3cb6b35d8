/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spinning;

import dev.waitany.Deadline;
import dev.waitany.recording.SpinRecording;
import dev.waitany.spi.Outcome;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Looks again and again whether a word is ready, until the budget or the deadline has passed, the
 * thread is interrupted, or the wait is to end for another reason.
 *
 * <p>A look reads few words, and every {@link #LOOKS} looks the other reasons are checked. So each
 * of them ends the loop within microseconds, unless the thread is preempted. A ready word goes
 * first: an interrupt that comes with it stays pending.
 *
 * <p>The kernel knows nothing of this loop. No signal is needed to end it, so no alert is either.
 *
 * <p>Makes no garbage. Belongs to one thread.
 */
public final class SpinLoop {
    /** The answer if the budget has passed. Unlike all values of {@link Outcome}. */
    public static final int IN_VAIN = -4;

    private static final int LOOKS = 8; // between two looks at the clock, which takes 30 ns

    /** Looks for a ready word once. */
    public interface Look {
        /** Returns a word's outcome, or {@link Outcome#TIMED_OUT} if no word is ready. */
        int look();
    }

    private final LongSupplier clock;
    private final BooleanSupplier ended;
    private long took;

    /**
     * Makes a loop for the calling thread.
     *
     * @param clock monotonic, in nanoseconds; for the budget
     * @param ended whether the wait is to end without a word
     */
    public SpinLoop(LongSupplier clock, BooleanSupplier ended) {
        this.clock = clock;
        this.ended = ended;
    }

    /**
     * Runs the loop.
     *
     * @param budget in nanoseconds
     * @return the outcome of a word; {@link Outcome#TIMED_OUT} if the deadline has passed; {@link
     *     Outcome#ALERTED} if the thread was interrupted or the wait is to end; {@link #IN_VAIN}
     */
    public int run(Look look, long budget, Deadline deadline) {
        return SpinRecording.isOn()
                ? SpinRecording.recorded(budget, () -> unrecorded(look, budget, deadline))
                : unrecorded(look, budget, deadline);
    }

    /** Returns how many nanoseconds the last {@link #run} took. */
    public long took() {
        return took;
    }

    private int unrecorded(Look look, long budget, Deadline deadline) {
        long begin = clock.getAsLong();
        while (true) {
            for (int i = 0; i < LOOKS; i++) {
                int outcome = look.look();
                if (outcome != Outcome.TIMED_OUT) {
                    took = clock.getAsLong() - begin;
                    return outcome;
                }
                Thread.onSpinWait();
            }
            took = clock.getAsLong() - begin;
            if (ended.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                return Outcome.ALERTED;
            }
            if (deadline.hasPassed()) {
                return Outcome.TIMED_OUT;
            }
            if (took >= budget) {
                return IN_VAIN;
            }
        }
    }
}
