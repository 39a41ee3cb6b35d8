/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.ProcessLimits;
import dev.waitany.spi.Arming;
import dev.waitany.spi.PendingWaits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The pollers of one backend. Each starts with the first wait that it gets. Thread-safe. */
public final class PollerGroup implements PendingWaits {
    /** The system property for the number of pollers in each {@code WaitAny}; each is a thread. */
    static final String PROPERTY = "dev.waitany.ring.pollers";

    private static final int CPUS_PER_POLLER = 4;
    private static final int MOST = 1024;
    private static final int MOST_RINGS = 1024; // of a poller

    private final String name;
    private final PollerRingFactory factory;
    private final boolean keepsArmed;
    private final AtomicReferenceArray<@Nullable Poller> pollers; // set while this is locked
    private final int mostRings;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Poller> replaced = new ArrayList<>(); // guarded by this; may still be ending
    private boolean closed; // guarded by this

    /**
     * @param strategy part of the threads' names
     * @param factory opens the pollers' rings
     * @throws IllegalArgumentException if the system property {@value #PROPERTY} is not a number
     *     from 1 to 1024
     */
    public PollerGroup(String strategy, PollerRingFactory factory) {
        this(strategy, factory, false);
    }

    /**
     * Makes a group as the constructor does, whose pollers also keep armed sets. For entries of
     * which each is one word.
     */
    public static PollerGroup keepingArmed(String strategy, PollerRingFactory factory) {
        return new PollerGroup(strategy, factory, true);
    }

    private PollerGroup(String strategy, PollerRingFactory factory, boolean keepsArmed) {
        this.keepsArmed = keepsArmed;
        this.name = "waitany-" + strategy + "-poller-";
        this.factory = factory;
        this.pollers = new AtomicReferenceArray<>(count());
        this.mostRings =
                mostRings(
                        ProcessLimits.now(),
                        pollers.length(),
                        factory.tuning().bytes(ProcessLimits.pageSize()));
    }

    /**
     * Checks the system property that a group reads, for a backend that makes its group later.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static void checkSettings() {
        count();
    }

    @Override
    public Pending begin(WaitSet set, Deadline deadline, Ending ending) {
        int place = nextPlace();
        Poller ended = null;
        while (true) {
            Poller poller = usable(place, ended);
            Pending wait = poller.begin(set, deadline, ending);
            if (wait != null) {
                return wait;
            }
            ended = poller; // it is closed, or has given its rings up
        }
    }

    @Override
    public Optional<Arming> arm(WaitSet set) {
        return keepsArmed
                ? Optional.of(new PolledArming(this, nextPlace(), set))
                : Optional.empty();
    }

    private int nextPlace() {
        return Integer.remainderUnsigned(turn.getAndIncrement(), pollers.length());
    }

    /**
     * Returns the poller of a place, started if need be.
     *
     * @param ended the one that is of no use any more, if there is such a one
     */
    Poller usable(int place, @Nullable Poller ended) {
        Poller poller = pollers.get(place);
        return poller == null || poller == ended ? started(place, ended) : poller;
    }

    @Override
    public void close() {
        List<Poller> closing;
        synchronized (this) {
            closed = true;
            closing = new ArrayList<>(replaced);
            for (int i = 0; i < pollers.length(); i++) {
                Poller poller = pollers.get(i);
                if (poller != null) {
                    closing.add(poller);
                }
            }
        }
        closeFrom(0, closing);
    }

    /** Closes each poller, also if closing one throws. */
    private static void closeFrom(int first, List<Poller> closing) {
        for (int i = first; i < closing.size(); i++) {
            try {
                closing.get(i).close();
            } catch (Throwable failure) {
                closeFrom(i + 1, closing);
                throw failure;
            }
        }
    }

    /**
     * Returns a poller for a place.
     *
     * @param ended the one that is of no use any more
     */
    private synchronized Poller started(int place, @Nullable Poller ended) {
        if (closed) {
            throw new IllegalStateException(name + place + " is closed");
        }
        Poller poller = pollers.get(place);
        if (poller == null || poller == ended) {
            Poller next = Poller.start(name + place, factory, mostRings);
            if (poller != null) {
                replaced.removeIf(Poller::hasEnded);
                replaced.add(poller);
            }
            pollers.set(place, next);
            return next;
        }
        return poller;
    }

    /**
     * Returns the most rings of one poller. Threads that block need rings too, so all pollers
     * together leave three quarters of the process's descriptors and half of its lockable memory.
     *
     * @param ringBytes the memory that a ring locks
     */
    static int mostRings(ProcessLimits limits, int pollers, long ringBytes) {
        long rings = Math.min(limits.openFiles() / 4, limits.lockedMemory() / 2 / ringBytes);
        return Math.clamp(rings / pollers, 1, MOST_RINGS);
    }

    private static int count() {
        String asked = System.getProperty(PROPERTY);
        if (asked == null) {
            return Math.max(1, Runtime.getRuntime().availableProcessors() / CPUS_PER_POLLER);
        }
        try {
            int count = Integer.parseInt(asked);
            if (count >= 1 && count <= MOST) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        throw new IllegalArgumentException(
                "-D" + PROPERTY + "=" + asked + ": must be a number from 1 to " + MOST);
    }
}
