/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import dev.waitany.bench.measure.Block;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.session.Crew;
import dev.waitany.bench.workload.session.OpenLoop;
import java.time.Duration;

/** A driver that signals sources at a rate, and a waiter that notes how late it runs. */
final class PeerStream implements Workload.Session, OpenLoop.Receiver {
    private final Signals signals;
    private final OpenLoop loop;
    private final Crew crew = new Crew();
    private volatile boolean stopping;

    PeerStream(Signals signals, OpenLoop loop, Placement placement) {
        this.signals = signals;
        this.loop = loop;
        Placement.pin(placement.driver());
        switch (signals) {
            case AwaitedSignals awaited ->
                    crew.start("peer waiter", placement.waiter(), () -> takeAll(awaited));
            case PushedSignals pushed -> pushed.listen(placement.waiter(), this::take);
        }
    }

    @Override
    public Block run(Duration span) {
        signals.act(true);
        Block block = loop.run(span, this);
        signals.act(false);
        return block;
    }

    @Override
    public void signal(int source) {
        signals.signal(source);
    }

    @Override
    public void rethrow() {
        crew.rethrow();
    }

    @Override
    public void close() {
        stopping = true;
        signals.signal(0);
        crew.close();
        signals.close();
    }

    private void takeAll(AwaitedSignals awaited) throws InterruptedException {
        while (!stopping) {
            take(awaited.await());
        }
    }

    private void take(int source) {
        loop.arrived(source, System.nanoTime());
    }
}
