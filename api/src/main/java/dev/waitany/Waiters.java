/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.Backend;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The waiters of one {@link WaitAny}, one per platform thread that has waited.
 *
 * <p>A waiter is made when its thread first blocks and closed when the WaitAny is, or when another
 * thread makes its own and finds the owner gone.
 */
final class Waiters {
    private static final long CLOSER_PAUSE =
            50_000; // ns between looks at a waiter that is on its way out

    private final String strategy;
    private final Backend backend;

    // Not static: each WaitAny has waiters of its own.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable BoundWaiter> ofThread = new ThreadLocal<>();

    private final List<BoundWaiter> all = new ArrayList<>(); // guarded by itself
    private volatile boolean closed;

    Waiters(String strategy, Backend backend) {
        this.strategy = strategy;
        this.backend = backend;
    }

    boolean isClosed() {
        return closed;
    }

    void refuseIfClosed() {
        if (closed) {
            throw new WaitAnyClosedException(strategy);
        }
    }

    /** The calling thread's waiter, in use until {@link #release}. */
    BoundWaiter acquire() {
        BoundWaiter bound = ofThread.get();
        if (bound == null) {
            bound = bind();
        }
        bound.inUse =
                true; // volatile: before the look at closed, as the closer writes closed before it
        // looks here
        if (closed) {
            bound.inUse = false;
            throw new WaitAnyClosedException(strategy);
        }
        return bound;
    }

    void release(BoundWaiter bound) {
        bound.inUse = false;
    }

    /** From here on no wait begins. */
    void beginClosing() {
        synchronized (all) {
            closed = true;
        }
    }

    /** Ends blocked waits, waits until they have ended, and closes every waiter. */
    void close() {
        List<BoundWaiter> closing;
        beginClosing();
        synchronized (all) {
            closing = new ArrayList<>(all);
            all.clear();
        }
        closing.forEach(bound -> bound.waiter.alert());
        for (BoundWaiter bound : closing) {
            while (bound.inUse) {
                bound.waiter.alert(); // again: a wait that ends by itself takes an alert along
                LockSupport.parkNanos(this, CLOSER_PAUSE);
            }
            bound.waiter.close();
        }
        ofThread.remove();
    }

    private BoundWaiter bind() {
        closeOrphans();
        BoundWaiter bound = new BoundWaiter(backend.newWaiter());
        synchronized (all) {
            if (!closed) {
                all.add(bound);
                ofThread.set(bound);
                return bound;
            }
        }
        bound.waiter.close();
        throw new WaitAnyClosedException(strategy);
    }

    private void closeOrphans() {
        synchronized (all) {
            for (Iterator<BoundWaiter> each = all.iterator(); each.hasNext(); ) {
                BoundWaiter bound = each.next();
                if (!bound.owner.isAlive()) {
                    each.remove();
                    bound.waiter.close();
                }
            }
        }
    }
}
