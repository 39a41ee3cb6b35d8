/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.Backend;
import dev.waitany.spi.PendingWaits;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Waits until any of many futex words is woken, in one of several ways (strategies) that behave
 * alike.
 *
 * <p>A wait returns for one of these reasons only: a word is woken, a word does not hold its
 * expected value, the deadline passes, the thread is interrupted, or this object is closed. It
 * never returns without a reason.
 *
 * <p>Safe for use by many threads at once; each needs a set of its own. A wait that blocks holds
 * its platform thread in a system call (a thread dump shows it as RUNNABLE in native code), and is
 * ended by {@link Thread#interrupt()} all the same. On a virtual thread it parks that thread only.
 */
public final class WaitAny implements AutoCloseable {
    private final String name;
    private final Backend backend;
    private final Capabilities capabilities;
    private final Waiters waiters;
    private final BlockingWait blocking;
    private final BlockingThreads blockingThreads;
    private final OffThreadWaits away;
    private final ArmedSets armedSets;

    WaitAny(String name, Backend backend) {
        this.name = name;
        this.backend = backend;
        this.capabilities = backend.capabilities();
        this.waiters = new Waiters(name, backend);
        SurplusTreatment treatment = new SurplusTreatment(backend.maxSurplusPerWord());
        OutcomeMapper outcomes = new OutcomeMapper(waiters, treatment);
        this.blocking = new BlockingWait(outcomes);
        this.blockingThreads = new BlockingThreads(name, waiters, blocking, outcomes);
        Optional<PendingWaits> shared = backend.pendingWaits();
        this.away =
                shared.isPresent()
                        ? new PolledWaits(shared.get(), waiters, outcomes)
                        : blockingThreads;
        this.armedSets = new ArmedSets(name, backend, waiters, blockingThreads, treatment);
    }

    /**
     * The best strategy that works on this kernel and in this sandbox; the order is by measured
     * merit.
     *
     * @throws UnsupportedStrategyException if none works, saying for each why not
     */
    public static WaitAny open() {
        return Strategies.openBest();
    }

    /**
     * A strategy by name.
     *
     * @throws UnsupportedStrategyException if there is none of this name or it does not work here:
     *     the message says which call answered what, and what would help
     */
    public static WaitAny open(String strategy) {
        return Strategies.open(strategy);
    }

    /**
     * Every strategy found, best first, each with whether it works here or why not. Tries their
     * system calls.
     */
    public static List<Support> strategies() {
        return Strategies.probeAll();
    }

    /** The strategy's name. */
    public String name() {
        return name;
    }

    /** What the strategy can do. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /**
     * Blocks until a word of the set is woken or does not hold its expected value, or until the
     * deadline.
     *
     * <p>A word that is found changed at the beginning ends the wait without a system call; the
     * lowest such index is reported, even when the deadline has passed. No garbage in steady state.
     *
     * @return {@code WOKEN} or {@code CHANGED} with the word's index, or {@code TIMED_OUT}, never
     *     before the deadline
     * @throws InterruptedException if the thread is interrupted, before or while it waits; a wake
     *     that came first is reported instead, and the interrupt status stays set
     * @throws WaitAnyClosedException if this object is or gets closed
     * @throws IllegalArgumentException if the set has more words than the strategy takes, or a
     *     bitset it cannot honour
     * @throws IllegalStateException if the set is in use, or a word's arena is closed
     */
    public WaitResult await(WaitSet set, Deadline deadline) throws InterruptedException {
        return WaitRecording.isOn()
                ? WaitRecording.recorded(name, "await", set, () -> unrecorded(set, deadline))
                : unrecorded(set, deadline);
    }

    private WaitResult unrecorded(WaitSet set, Deadline deadline) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        begin(set, "a wait");
        boolean handedOver = false;
        try {
            WaitResult early = withoutBlocking(set, deadline);
            if (early != null) {
                return early;
            }
            if (Thread.currentThread().isVirtual()) {
                set.refuseConfined();
                handedOver = true;
                return away.await(set, deadline);
            }
            BoundWaiter bound = waiters.acquire();
            try {
                return blocking.await(bound, set, deadline, BlockingWait.NOT_CANCELLABLE);
            } finally {
                waiters.release(bound);
            }
        } finally {
            if (!handedOver) {
                set.end();
            }
        }
    }

    /**
     * As {@link #await}, and the answer comes as a future. {@code cancel} ends the wait, and
     * returns when the kernel holds the words no more; completing the future in any other way ends
     * the wait soon. A wake that nobody gets to read about is handed to another waiter. The set is
     * free for other waits when the future is done.
     */
    public CompletableFuture<WaitResult> awaitAsync(WaitSet set, Deadline deadline) {
        begin(set, "a wait");
        WaitResult early;
        try {
            early = withoutBlocking(set, deadline);
            set.refuseConfined();
        } catch (RuntimeException failure) {
            set.end();
            throw failure;
        }
        if (early != null) {
            set.end();
            return CompletableFuture.completedFuture(early);
        }
        CompletableFuture<WaitResult> future = away.start(set, deadline);
        return WaitRecording.isOn() ? WaitRecording.recorded(name, set, future) : future;
    }

    /**
     * Keeps the set armed from now on, for many waits of the calling thread.
     *
     * @throws IllegalArgumentException as {@link #await}
     * @throws IllegalStateException as {@link #await}
     */
    public ArmedSet arm(WaitSet set) {
        begin(set, "an armed set");
        return armedSets.arm(set);
    }

    /**
     * Ends all waits with {@link WaitAnyClosedException} and frees everything; returns when that is
     * done.
     */
    @Override
    public void close() {
        armedSets.close();
        waiters.close();
        away.close();
        blockingThreads.close();
        backend.close();
    }

    private void begin(WaitSet set, String user) {
        waiters.refuseIfClosed();
        if (set.size() > capabilities.maxWords()) {
            throw new IllegalArgumentException(
                    "strategy "
                            + name
                            + " waits on at most "
                            + capabilities.maxWords()
                            + " words, and the set has "
                            + set.size());
        }
        if (set.bitset() != FutexWord.ANY_BIT && !capabilities.bitset()) {
            throw new IllegalArgumentException("strategy " + name + " cannot wait with a bitset");
        }
        set.begin(user);
    }

    /** The result that needs no waiting, if there is one. */
    private static @Nullable WaitResult withoutBlocking(WaitSet set, Deadline deadline) {
        int changed;
        try {
            changed = set.firstChanged();
        } catch (IllegalStateException failure) {
            throw set.explain(failure);
        }
        if (changed >= 0) {
            return set.changed(changed);
        }
        return deadline.hasPassed() ? WaitResult.TIMED_OUT : null;
    }

    @Override
    public String toString() {
        return "WaitAny(" + name + (waiters.isClosed() ? ", closed)" : ")");
    }
}
