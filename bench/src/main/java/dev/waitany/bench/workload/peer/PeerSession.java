/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.ThreadCosts;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.session.Crew;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.HdrHistogram.Histogram;

/**
 * A driver that signals one source at random, and a waiter that replies. The driver blocks for the
 * reply as it does with the strategies, unless the peer spins.
 */
final class PeerSession implements Workload.Session {
    private final Signals signals;
    private final boolean spins;
    private final IntSupplier next;
    private final Crew crew = new Crew();
    private volatile boolean stopping;
    private volatile int replies; // of a peer that spins; one writer
    private int expected; // written before a signal and read after it
    private long ranAt; // written before a reply and read after it

    PeerSession(Signals signals, Placement placement, IntSupplier next) {
        this.signals = signals;
        this.spins = signals.spins();
        this.next = next;
        Placement.pin(placement.driver());
        switch (signals) {
            case AwaitedSignals awaited ->
                    crew.start("peer waiter", placement.waiter(), () -> answerAll(awaited));
            case PushedSignals pushed -> pushed.listen(placement.waiter(), this::answer);
        }
    }

    @Override
    public Block run(Duration span) {
        Histogram roundTrips = Block.histogram();
        Block.Phases phases = new Block.Phases();
        signals.act(true);
        ThreadCosts costs = ThreadCosts.start();
        long begin = System.nanoTime();
        long end = begin + span.toNanos();
        while (begin - end < 0) {
            long woken = roundTrip(next.getAsInt());
            long now = System.nanoTime();
            roundTrips.recordValue(now - begin);
            phases.record(begin, woken, Math.max(begin, ranAt), now);
            begin = now;
        }
        Block.Costs spent = costs.stop();
        signals.act(false);
        return new Block(roundTrips, spent, null, phases);
    }

    @Override
    public void close() {
        stopping = true;
        signals.signal(0);
        crew.close();
        signals.close();
    }

    /** Signals a source and awaits the reply. Returns when the signal was sent. */
    private long roundTrip(int source) {
        expected = source;
        int before = spins ? replies : crew.reports();
        signals.signal(source);
        long woken = System.nanoTime();
        if (!spins) {
            crew.awaitReports(before + 1);
            return woken;
        }
        while (replies == before) {
            crew.rethrow();
            Thread.onSpinWait();
        }
        return woken;
    }

    private void answerAll(AwaitedSignals awaited) throws InterruptedException {
        while (!stopping) {
            answer(awaited.await());
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the waiter is the only writer
    private void answer(int source) {
        long ran = System.nanoTime();
        if (stopping) {
            return;
        }
        if (source != expected) {
            throw new IllegalStateException("signalled " + expected + ", got " + source);
        }
        ranAt = ran;
        if (spins) {
            replies++;
        } else {
            crew.report();
        }
    }
}
