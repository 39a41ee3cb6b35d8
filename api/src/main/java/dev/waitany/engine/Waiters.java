/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.WaitAnyClosedException;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Waiter;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The waiters of one {@link dev.waitany.WaitAny}: one for each platform thread that has blocked.
 *
 * <table>
 *   <caption>The life of a waiter</caption>
 *   <tr><th>step</th><th>by</th></tr>
 *   <tr><td>made and listed: {@code bind}</td><td>its owner, at its first wait</td></tr>
 *   <tr><td>in use and free, alternating: {@code acquire}, {@code release}</td><td>its
 *       owner</td></tr>
 *   <tr><td>closed</td><td>{@link #close()}; or the next thread that binds, if the owner has
 *       ended</td></tr>
 * </table>
 *
 * <p>A waiter must not be closed during a wait. Two volatile flags ensure this, as in Dekker's
 * algorithm: the owner writes {@code inUse} and then reads {@code closed}; the closer writes {@code
 * closed} and then reads {@code inUse}. Volatile accesses have one total order, so at least one of
 * the two sees the other's write. Either the owner refuses to wait, or the closer waits for it.
 *
 * <p>The list has a lock. A thread lists its waiter under that lock only while {@code closed} is
 * false, and {@code closed} is written under it, so the closer finds every waiter.
 */
final class Waiters {
    private static final Logger LOG = LoggerFactory.getLogger(Waiters.class);
    private static final long CLOSER_PAUSE = 50_000; // ns between alerts

    private final String strategy;
    private final Backend backend;

    // Not static: a thread has one waiter for each WaitAny. Weak: the entries of other threads
    // outlive close(), and an object of this library there would keep an undeployed class loader.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable WeakReference<BoundWaiter>> ofThread = new ThreadLocal<>();

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

    /** Returns the calling thread's waiter if it has one. */
    @Nullable BoundWaiter present() {
        WeakReference<BoundWaiter> mine = ofThread.get();
        return mine == null ? null : mine.get();
    }

    /**
     * Returns the calling thread's waiter, in use until {@link #release}.
     *
     * @throws WaitAnyClosedException if closing has begun
     */
    BoundWaiter acquire() {
        BoundWaiter bound = present(); // strong in the list until closed
        if (bound == null) {
            bound = bind();
        }
        bound.inUse = true; // before the look at closed
        if (closed) {
            bound.inUse = false;
            throw new WaitAnyClosedException(strategy);
        }
        return bound;
    }

    void release(BoundWaiter bound) {
        bound.inUse = false;
    }

    /** Lets no further wait begin. */
    void beginClosing() {
        synchronized (all) {
            closed = true;
        }
    }

    /** Alerts all blocked waits, returns when they have ended, and closes every waiter. */
    void close() {
        List<BoundWaiter> closing;
        beginClosing();
        synchronized (all) {
            closing = new ArrayList<>(all);
            all.clear();
        }
        CloseChain chain = new CloseChain();
        for (BoundWaiter bound : closing) {
            chain.run(bound.waiter::alert);
        }
        for (BoundWaiter bound : closing) {
            while (bound.inUse) {
                chain.run(bound.waiter::alert); // again: a wait may consume one on its way out
                Pause.nanos(this, CLOSER_PAUSE);
            }
            chain.run(bound.waiter::close);
        }
        ofThread.remove();
        chain.end();
    }

    private BoundWaiter bind() {
        refuseIfClosed(); // before a waiter opens anything
        closeUnowned();
        Waiter made = backend.newWaiter();
        try {
            BoundWaiter bound = new BoundWaiter(made, this::isClosed);
            ofThread.set(new WeakReference<>(bound));
            synchronized (all) {
                refuseIfClosed();
                all.add(bound);
            }
            return bound;
        } catch (Throwable failure) {
            ofThread.remove();
            made.close();
            throw failure;
        }
    }

    /** Closes the waiters of threads that have ended. */
    private void closeUnowned() {
        List<BoundWaiter> unowned = List.of();
        synchronized (all) {
            for (Iterator<BoundWaiter> each = all.iterator(); each.hasNext(); ) {
                BoundWaiter bound = each.next();
                if (bound.isAbandoned()) {
                    if (unowned.isEmpty()) {
                        unowned = new ArrayList<>(all.size());
                    }
                    unowned.add(bound);
                    each.remove();
                }
            }
        }
        for (BoundWaiter bound : unowned) { // not under the lock: close() must not wait for this
            try {
                bound.waiter.close();
            } catch (RuntimeException refused) {
                LOG.warn("{}: the waiter of an ended thread does not close", strategy, refused);
            }
        }
    }
}
