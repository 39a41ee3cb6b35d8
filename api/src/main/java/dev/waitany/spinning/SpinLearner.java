/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spinning;

/**
 * Learns how long to spin before a wait blocks, from whether the last spins were hits.
 *
 * <p>A spin that ends with a ready word is a <i>hit</i>: the wait did not block, and its waker had
 * nobody to wake. A spin that passes its budget is a <i>miss</i>: its time is lost, and the wait
 * blocks all the same.
 *
 * <p><b>Credit.</b> The learner keeps an account in nanoseconds of CPU time. A hit earns what a
 * wait that blocks would have cost, less the time of the spin. A miss loses the time of the spin.
 *
 * <table>
 *   <caption>States</caption>
 *   <tr><th>state</th><th>condition</th><th>the next wait</th></tr>
 *   <tr><td>on</td><td>credit above 0</td><td>spins</td></tr>
 *   <tr><td>off</td><td>credit 0, some waits of the pause left</td><td>does not spin</td></tr>
 *   <tr><td>trial</td><td>credit 0, the pause is over</td><td>spins once; a hit turns the learner
 *       on, a miss begins a pause of twice the length</td></tr>
 * </table>
 *
 * <p>The credit has an upper limit, so a phase of hits is forgotten after a few misses. Pauses have
 * one too, so a phase of hits is noticed after at most that many waits. Both bound the loss: in a
 * long series of misses a wait spins {@link #BLOCKING_COST} / {@value #LONGEST_PAUSE} on average.
 *
 * <p><b>Budget.</b> A spin after a hit takes up to four times the usual time of a hit: a change
 * that comes much later than usual is likely to come later still. A trial and a spin after a miss
 * take up to {@link #BLOCKING_COST}. Otherwise two threads that wait for each other would go on
 * blocking after one disturbance: each would give up before the other one has been woken.
 *
 * <p>Spinning for as long as blocking costs is at most twice as dear as the best decision in
 * hindsight (Karlin, Li, Manasse, Owicki: Empirical studies of competitive spinning for a
 * shared-memory multiprocessor, SOSP 1991). The account bounds the loss further.
 *
 * <p>Makes no garbage. Not thread-safe.
 */
public final class SpinLearner {
    /**
     * The CPU time in nanoseconds that a wait which blocks is taken to cost its two threads: the
     * sleep, the wake, and two thread switches. Two such waits took 22,000 ns on the virtual
     * machine for which this was chosen; other machines were not measured. Also the longest spin.
     */
    public static final long BLOCKING_COST = 10_000;

    private static final long LEAST_BUDGET = 2_000; // ns
    private static final long MOST_CREDIT = 4 * BLOCKING_COST;
    private static final long TRUST = MOST_CREDIT / 2; // credit at which pauses are short again
    private static final int FIRST_PAUSE = 16; // waits
    private static final int LONGEST_PAUSE = 256; // waits
    private static final int SMOOTHING = 8;
    private static final int TIMES_USUAL = 4;

    private long thread; // whose waits it has learned from; 0 at first
    private long credit; // ns
    private long usual; // ns that a hit takes, smoothed
    private boolean missed; // the last spin
    private int pause = FIRST_PAUSE; // waits until the next trial, if the credit is 0
    private int nextPause = FIRST_PAUSE;

    /** Knows nothing: the first waits do not spin. */
    public SpinLearner() {}

    /** Returns whether this has learned from the waits of a thread, and no other. */
    public boolean knows(long threadId) {
        return thread == threadId;
    }

    /** Forgets what this has learned, and takes over for a thread what another one knows. */
    public void adopt(long threadId, SpinLearner other) {
        thread = threadId;
        credit = other.credit;
        usual = other.usual;
        missed = other.missed;
        pause = other.pause;
        nextPause = other.nextPause;
    }

    /**
     * Returns for how many nanoseconds the next wait is to spin; 0 if it is not to. To be called
     * once for each wait. If the answer is above 0, {@link #hit} or {@link #miss} follows.
     */
    public long budget() {
        if (credit > 0) {
            return missed
                    ? BLOCKING_COST
                    : Math.clamp(TIMES_USUAL * usual, LEAST_BUDGET, BLOCKING_COST);
        }
        if (pause > 0) {
            pause--;
            return 0;
        }
        return BLOCKING_COST;
    }

    /**
     * Notes that the spin made it unnecessary to block.
     *
     * @param nanos how long it took, at least 0
     */
    public void hit(long nanos) {
        usual = credit > 0 ? usual + (nanos - usual) / SMOOTHING : nanos;
        missed = false;
        account(BLOCKING_COST - nanos);
        if (credit >= TRUST) {
            nextPause = FIRST_PAUSE;
        }
    }

    /**
     * Notes that the spin passed its budget in vain.
     *
     * @param nanos how long it took, at least 0; above the budget if the thread was preempted
     */
    public void miss(long nanos) {
        missed = true;
        account(-nanos);
    }

    private void account(long earned) {
        credit = Math.clamp(credit + earned, 0, MOST_CREDIT);
        if (credit == 0) {
            pause = nextPause;
            nextPause = Math.min(2 * nextPause, LONGEST_PAUSE);
        }
    }
}
