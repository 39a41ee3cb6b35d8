/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/** The list of peers, in the order to measure and report them. */
public final class Peers {
    private static final Limit FILES = Limit.NONE.or(500, "has a file for each source");

    private record Peer(Limit limit, IntFunction<Signals> signals) {}

    private final Map<String, Peer> byName = new LinkedHashMap<>();

    /** Creates the list. */
    public Peers() {
        byName.put("Semaphore", new Peer(Limit.NONE, SemaphoreSignals::new));
        byName.put("epoll", new Peer(FILES, EpollSignals::new));
        byName.put("spin", new Peer(Limit.NONE, SpinSignals::new));
    }

    /** Returns the names: that of the class in the JDK, or of what they do. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Returns the largest number of sources of a peer. */
    public Limit limit(String name) {
        return peer(name).limit();
    }

    /**
     * Sets up a pair of threads that uses a peer. The calling thread becomes the driver.
     *
     * @param next chooses the source of each signal
     */
    public Workload.Session open(String name, int count, Placement placement, IntSupplier next) {
        return new PeerSession(peer(name).signals().apply(count), placement, next);
    }

    private Peer peer(String name) {
        Peer found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no peer " + name);
        }
        return found;
    }
}
