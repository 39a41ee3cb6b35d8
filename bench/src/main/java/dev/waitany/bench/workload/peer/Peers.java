/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.session.OpenLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The list of peers, in the order to measure and report them. */
public final class Peers {
    /** The peer that does nothing: its cost is that of the instrument. */
    public static final String NOTHING = Workload.INSTRUMENT;

    private static final Limit MEMORY = Limit.NONE.or(1_048_576, "has memory for each source");
    private static final Limit FILES = Limit.NONE.or(500, "has a file for each source");

    private record Peer(Limit limit, IntFunction<Signals> signals) {}

    private final Map<String, Peer> byName = new LinkedHashMap<>();
    private final Map<String, String> unavailable = new LinkedHashMap<>();

    /** Creates the list. */
    public Peers() {
        byName.put("Semaphore", new Peer(MEMORY, SemaphoreSignals::new));
        byName.put("epoll", new Peer(FILES, EpollSignals::new));
        addNetty("netty-epoll", Epoll.unavailabilityCause(), EpollIoHandler::newFactory);
        addNetty("netty-io_uring", IoUring.unavailabilityCause(), IoUringIoHandler::newFactory);
        byName.put(NOTHING, new Peer(MEMORY, _ -> new NoSignals()));
        byName.put("spin", new Peer(MEMORY, SpinSignals::new));
    }

    /** The native library may be for another processor, or the kernel may refuse the calls. */
    private void addNetty(
            String name, @Nullable Throwable cause, Supplier<IoHandlerFactory> transport) {
        if (cause == null) {
            byName.put(name, new Peer(MEMORY, count -> new NettySignals(count, transport)));
        } else {
            unavailable.put(
                    name, String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Returns the peers that do not work on this machine, with the reasons. */
    public Map<String, String> unavailable() {
        return Map.copyOf(unavailable);
    }

    /** Returns the names of the peers that work here, without {@link #NOTHING}. */
    public List<String> names() {
        return byName.keySet().stream().filter(name -> !name.equals(NOTHING)).toList();
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

    /**
     * Sets up a pair of threads that uses a peer at a rate. The calling thread becomes the driver.
     *
     * @param loop has {@code count} sources
     */
    public Workload.Session open(String name, int count, Placement placement, OpenLoop loop) {
        return new PeerStream(peer(name).signals().apply(count), loop, placement);
    }

    private Peer peer(String name) {
        Peer found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no peer " + name);
        }
        return found;
    }
}
