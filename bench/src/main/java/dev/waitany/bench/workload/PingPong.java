/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.WaitAny;
import dev.waitany.bench.measure.CSource;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.strategy.ComparedStrategy;
import dev.waitany.bench.workload.peer.Peers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * One wake between two threads: the driver changes and wakes one of N words at random, the waiter
 * waits on all N words and replies.
 */
final class PingPong implements Workload {
    private final Peers peers = new Peers();

    @Override
    public String name() {
        return "ping-pong";
    }

    @Override
    public String about() {
        return "Two threads: the driver changes and wakes one of N words at random; the waiter waits"
                + " on all N words and replies. A round trip is the time from the change until the"
                + " reply has arrived. Broken lines are other ways to wait for one of N sources;"
                + " with spin, neither thread ever sleeps; with nothing, the driver answers itself,"
                + " and the cost is that of the instrument.";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 8, 64, 128);
    }

    /** Uses an armed set if the strategy keeps it armed, because that is its purpose. */
    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        if (baselines().contains(cell.strategy())) {
            IntSupplier next = PairSession.uniform(cell.size(), seed);
            return peers.open(cell.strategy(), cell.size(), placement, next);
        }
        WaitAny waitAny = ComparedStrategy.open(cell.strategy());
        boolean armed = waitAny.capabilities().staysArmed();
        return new PairSession(waitAny, cell.size(), armed, placement, seed);
    }

    /** One that looks at the words while it spins, and one that looks at its ring. */
    @Override
    public List<String> spinning() {
        return List.of(
                ComparedStrategy.spinning("syscall-waitv"),
                ComparedStrategy.spinning("ring-armed"));
    }

    @Override
    public List<String> baselines() {
        return Stream.concat(peers.names().stream(), Stream.of(Peers.NOTHING)).toList();
    }

    @Override
    public Map<String, String> unavailableBaselines() {
        return peers.unavailable();
    }

    @Override
    public Limit limit(String strategy) {
        return baselines().contains(strategy) ? peers.limit(strategy) : Limit.ofWords(strategy);
    }

    @Override
    public Optional<CSource> cReference() {
        return Optional.of(PairSession.IN_C);
    }

    @Override
    public boolean countsSystemCalls() {
        return true;
    }
}
