/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.ThreadCosts;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.session.Pace;
import dev.waitany.bench.workload.session.Words;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * A driver that wakes at a fixed rate, and a waiter that notes how late it runs.
 *
 * <p>Each word has the intended time of its first change that the waiter has not taken yet, or 0.
 * The driver writes the time before it changes the word, and keeps an older one. The waiter takes
 * the time after it has read the word. So a change that waits behind another is timed from its own
 * intended time, as in an open system.
 */
final class OneWaySession implements Workload.Session, PairWaiter.Listener {
    /** After this time, an answer counts as lost. */
    private static final long LONGEST_ANSWER_NANOS = 10_000_000_000L;

    private final WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words;
    private final AtomicLongArray due;
    private final AtomicBoolean recording = new AtomicBoolean(); // the waiter, a time it has taken
    private final long period;
    private final Pace pace;
    private final SplittableRandom random;
    private final PairWaiter waiter;
    private volatile Histogram latency = Block.histogram();

    /**
     * Starts the waiter.
     *
     * @param waitAny the strategy, which the session closes
     */
    OneWaySession(WaitAny waitAny, int count, Duration period, Placement placement, long seed) {
        this.waitAny = waitAny;
        this.period = period.toNanos();
        this.pace = new Pace(placement);
        Placement.pin(placement.driver());
        this.words = Words.allocate(arena, count);
        this.due = new AtomicLongArray(count);
        this.random = new SplittableRandom(seed);
        boolean armed = waitAny.capabilities().staysArmed();
        this.waiter = new PairWaiter(waitAny, WaitSet.of(words), armed, this, placement.waiter());
        waiter.start();
    }

    @Override
    public Block run(Duration span) {
        Histogram block = Block.histogram();
        latency = block;
        ThreadCosts costs = ThreadCosts.start();
        long begin = System.nanoTime();
        long intended = begin + period;
        while (intended - begin <= span.toNanos()) {
            pace.until(intended);
            int index = random.nextInt(words.length);
            due.compareAndSet(index, 0, intended);
            Words.change(words[index]);
            intended += period;
        }
        awaitAnswers();
        Block.Costs spent = costs.stop();
        waiter.rethrow();
        Block.Costs ofWaiter =
                new Block.Costs(
                        spent.waiterCpuNanos(),
                        spent.waiterCpuNanos(),
                        spent.bytes(),
                        spent.process());
        return new Block(block, ofWaiter, null, null);
    }

    @Override
    public void close() {
        waiter.stop();
        Words.change(words[0]);
        waiter.join();
        waitAny.close();
        arena.close();
    }

    @Override
    public void changed(int index, long ran) {
        recording.setRelease(true); // before the time is taken, which the driver waits for
        long intended = due.getAndSet(index, 0);
        if (intended != 0) { // 0 if the change was seen together with an earlier one
            latency.recordValue(Math.max(0, ran - intended));
        }
        recording.setRelease(false);
    }

    @Override
    public void failed() {} // the driver looks whether the waiter is alive

    private void awaitAnswers() {
        long limit = System.nanoTime() + LONGEST_ANSWER_NANOS;
        for (int i = 0; i < words.length; i++) {
            while ((due.get(i) != 0 || recording.get()) && waiter.isAlive()) {
                if (System.nanoTime() - limit > 0) {
                    throw new IllegalStateException("a change of word " + i + " was not seen");
                }
                pace.until(System.nanoTime() + period / 10);
            }
        }
    }
}
