/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.CSource;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.ThreadCosts;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.session.Words;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.HdrHistogram.Histogram;

/**
 * A driver, which is the calling thread, and a waiter. The driver changes and wakes one word at
 * random, and blocks in FUTEX_WAIT until the waiter has replied, as the driver in C does.
 */
final class PairSession implements Workload.Session, PairWaiter.Listener {
    /** The same pair in C; it names the workloads that it implements. */
    static final CSource IN_C = new CSource(PairSession.class, "reference.c");

    private final WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final CallState state = CallState.allocate();
    private final FutexWord[] words;
    private final FutexWord reply;
    private final IntSupplier next; // the index of the word to wake
    private final PairWaiter waiter;
    private long ranAt; // written before a reply and read after it, which orders both

    /**
     * Starts the waiter.
     *
     * @param waitAny the strategy, which the session closes
     * @param armed whether the waiter keeps the words in an armed set
     */
    PairSession(WaitAny waitAny, int count, boolean armed, Placement placement, long seed) {
        this(waitAny, count, armed, placement, uniform(count, seed));
    }

    /**
     * Starts the waiter.
     *
     * @param next chooses the word of each wake
     */
    PairSession(WaitAny waitAny, int count, boolean armed, Placement placement, IntSupplier next) {
        this.waitAny = waitAny;
        Placement.pin(placement.driver());
        this.words = Words.allocate(arena, count);
        this.reply = FutexWord.allocate(arena);
        this.next = next;
        this.waiter = new PairWaiter(waitAny, WaitSet.of(words), armed, this, placement.waiter());
        waiter.start();
        if (armed && waitAny.capabilities().staysArmed()) {
            wakeEach();
        }
    }

    /** Returns random indices that are all equally frequent. */
    static IntSupplier uniform(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return () -> random.nextInt(count);
    }

    /** Wakes each word once, because the first wake of a word allocates its result. */
    private void wakeEach() {
        FutexWord last = words[words.length - 1];
        while (Futex.waiters(last.segment(), false) == 0 && waiter.isAlive()) {
            Thread.onSpinWait(); // the last word is armed after all others
        }
        int before = reply.get();
        for (FutexWord word : words) {
            Words.change(word);
        }
        int seen = reply.get();
        while (seen - before < words.length && waiter.isAlive()) {
            awaitReply(seen);
            seen = reply.get();
        }
    }

    @Override
    public Block run(Duration span) {
        Histogram roundTrips = Block.histogram();
        Block.Phases phases = new Block.Phases();
        ThreadCosts costs = ThreadCosts.start();
        long end = System.nanoTime() + span.toNanos();
        long begin = System.nanoTime();
        while (begin < end) {
            long woken = roundTrip(words[next.getAsInt()]);
            long now = System.nanoTime();
            roundTrips.recordValue(now - begin);
            phases.record(begin, woken, Math.max(begin, ranAt), now);
            begin = now;
        }
        Block.Costs spent = costs.stop();
        waiter.rethrow();
        return new Block(roundTrips, spent, null, phases);
    }

    @Override
    public void changed(int index, long ran) {
        ranAt = ran;
        Words.change(reply);
    }

    @Override
    public void failed() {
        Words.change(reply);
    }

    @Override
    public void close() {
        waiter.stop();
        Words.change(words[0]);
        waiter.join();
        waitAny.close();
        arena.close();
    }

    /** Changes and wakes a word, and awaits the reply. Returns when the wake call returned. */
    private long roundTrip(FutexWord word) {
        int before = reply.get();
        Words.change(word);
        long woken = System.nanoTime();
        while (reply.get() == before
                && waiter.isAlive()) { // a late wake may belong to an earlier reply
            awaitReply(before);
        }
        return woken;
    }

    private void awaitReply(int seen) {
        Futex.await(state, reply.segment(), seen, Futex.ANY_BIT, false, null, Clock.MONOTONIC);
    }
}
