/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.ProcessLimits;
import dev.waitany.spi.PendingWaits;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The pollers of one backend; each starts with the first wait that comes to it. */
final class RingPollers implements PendingWaits {
    /** How many pollers each {@code WaitAny} has, each a thread with rings of its own. */
    static final String PROPERTY = "dev.waitany.ring.pollers";

    private static final int CPUS_PER_POLLER = 4;
    private static final int MOST = 1024;
    private static final int MOST_RINGS = 1024; // of a poller

    /** What a ring of a poller's locks: two pages, mostly of this size. */
    private static final long RING_BYTES = 8192;

    private final String name;
    private final ShardForm form;
    private final AtomicReferenceArray<@Nullable Poller> pollers; // set while this is locked
    private final int mostRings;
    private final AtomicInteger turn = new AtomicInteger();
    private boolean closed; // guarded by this

    /**
     * @param form how its rings are made
     */
    RingPollers(String strategy, ShardForm form) {
        this.name = "waitany-" + strategy + "-poller-";
        this.form = form;
        this.pollers = new AtomicReferenceArray<>(count());
        this.mostRings = mostRings(ProcessLimits.now(), pollers.length());
    }

    @Override
    public Pending begin(WaitSet set, Deadline deadline, Ending ending) {
        int place = Integer.remainderUnsigned(turn.getAndIncrement(), pollers.length());
        Poller poller = pollers.get(place);
        return (poller == null ? started(place) : poller).begin(set, deadline, ending);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (int i = 0; i < pollers.length(); i++) {
            Poller poller = pollers.get(i);
            if (poller != null) {
                poller.close();
            }
        }
    }

    private synchronized Poller started(int place) {
        if (closed) {
            throw new IllegalStateException(name + place + " is closed");
        }
        Poller poller = pollers.get(place);
        if (poller == null) {
            poller = Poller.start(name + place, form, mostRings);
            pollers.set(place, poller);
        }
        return poller;
    }

    /**
     * Of each poller: together they leave three quarters of the descriptors and half of the memory
     * that may be locked to others in this process, as threads that wait need rings too.
     */
    static int mostRings(ProcessLimits limits, int pollers) {
        long rings = Math.min(limits.openFiles() / 4, limits.lockedMemory() / 2 / RING_BYTES);
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
            // said below
        }
        throw new IllegalArgumentException(
                "property " + PROPERTY + " is a number from 1 to " + MOST + ", not " + asked);
    }
}
