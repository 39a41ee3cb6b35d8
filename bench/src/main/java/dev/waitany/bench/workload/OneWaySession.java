/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.session.OpenLoop;
import dev.waitany.bench.workload.session.Words;
import java.lang.foreign.Arena;
import java.time.Duration;

/** A driver that changes words at a rate, and a waiter that notes how late it runs. */
final class OneWaySession implements Workload.Session, OpenLoop.Receiver, PairWaiter.Listener {
    private final WaitAny waitAny;
    private final OpenLoop loop;
    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words;
    private final PairWaiter waiter;

    /**
     * Starts the waiter.
     *
     * @param waitAny the strategy, which the session closes
     * @param loop has a source for each word
     */
    OneWaySession(WaitAny waitAny, int count, OpenLoop loop, Placement placement) {
        this.waitAny = waitAny;
        this.loop = loop;
        Placement.pin(placement.driver());
        this.words = Words.allocate(arena, count);
        boolean armed = waitAny.capabilities().staysArmed();
        this.waiter = new PairWaiter(waitAny, WaitSet.of(words), armed, this, placement.waiter());
        waiter.start();
    }

    @Override
    public Block run(Duration span) {
        return loop.run(span, this);
    }

    @Override
    public void signal(int index) {
        Words.change(words[index]);
    }

    @Override
    public void rethrow() {
        waiter.rethrow();
    }

    @Override
    public void changed(int index, long ran) {
        loop.arrived(index, ran);
    }

    @Override
    public void failed() {} // the driver asks the waiter

    @Override
    public void close() {
        waiter.stop();
        Words.change(words[0]);
        waiter.join();
        waitAny.close();
        arena.close();
    }
}
