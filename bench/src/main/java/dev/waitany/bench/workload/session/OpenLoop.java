/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.session;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.ThreadCosts;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * A driver that signals one of several sources at a rate, whether or not the waiter has answered,
 * and the times until the waiter runs.
 *
 * <p>Each source has the intended time of its first signal that the waiter has not taken yet, or 0.
 * The driver writes the time before it signals, and keeps an older one. The waiter takes the time
 * after it has seen the signal. So a signal that waits behind another is timed from its own
 * intended time, as in an open system.
 *
 * <p>The driver counts the times that it wrote, and the waiter those that it has recorded. A block
 * ends when the counts agree. The waiter counts after it has recorded, so no block loses its last
 * operation.
 */
public final class OpenLoop {
    /** After this time, an answer counts as lost. */
    private static final long LONGEST_ANSWER_NANOS = 10_000_000_000L;

    /** What the driver signals. */
    public interface Receiver {
        /** Signals a source. */
        void signal(int source);

        /** Throws if the waiter has failed. */
        void rethrow();
    }

    private final AtomicLongArray due;
    private final long period;
    private final Gaps gaps;
    private final Pace pace;
    private final SplittableRandom random;
    private long written; // used by the driver only
    private volatile long recorded; // one writer: the waiter
    private volatile Histogram latency = Block.histogram();

    /**
     * Creates a loop that has not begun.
     *
     * @param period the mean time from one signal to the next
     */
    public OpenLoop(int sources, Duration period, Gaps gaps, Placement placement, long seed) {
        this.due = new AtomicLongArray(sources);
        this.period = period.toNanos();
        this.gaps = gaps;
        this.pace = new Pace(placement);
        this.random = new SplittableRandom(seed);
    }

    /** Signals for a time, and returns when all signals have been answered. */
    public Block run(Duration span, Receiver receiver) {
        Histogram block = Block.histogram();
        latency = block;
        ThreadCosts costs = ThreadCosts.start();
        long begin = System.nanoTime();
        long intended = begin + gaps.next(period, random);
        while (intended - begin <= span.toNanos()) {
            pace.until(intended);
            int source = random.nextInt(due.length());
            expect(source, intended);
            receiver.signal(source);
            intended += gaps.next(period, random);
        }
        awaitAnswers(receiver);
        Block.Costs spent = costs.stop();
        receiver.rethrow();
        Block.Costs ofWaiter =
                new Block.Costs(
                        spent.waiterCpuNanos(),
                        spent.waiterCpuNanos(),
                        spent.bytes(),
                        spent.process());
        return new Block(block, ofWaiter, null, null);
    }

    /**
     * Records that a signal was seen. Called by the waiter.
     *
     * @param ran when the waiter ran, by the clock of nanoTime
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // the waiter is the only writer
    public void arrived(int source, long ran) {
        long intended = due.getAndSet(source, 0);
        if (intended != 0) { // 0 if the signal was seen together with an earlier one
            latency.recordValue(Math.max(0, ran - intended));
            recorded++;
        }
    }

    /** Notes the intended time of a signal, unless an older one of its source is not answered. */
    void expect(int source, long intended) {
        if (due.compareAndSet(source, 0, intended)) {
            written++;
        }
    }

    /** Returns whether all signals are recorded. */
    boolean isAnswered() {
        return recorded == written;
    }

    /** Records into another histogram from now on. */
    void recordInto(Histogram histogram) {
        latency = histogram;
    }

    private void awaitAnswers(Receiver receiver) {
        long limit = System.nanoTime() + LONGEST_ANSWER_NANOS;
        while (!isAnswered()) {
            receiver.rethrow();
            if (System.nanoTime() - limit > 0) {
                throw new IllegalStateException(
                        written - recorded + " of " + written + " signals were not answered");
            }
            pace.until(System.nanoTime() + period / 10);
        }
    }
}
