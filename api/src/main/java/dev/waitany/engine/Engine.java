/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.Spin;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.access.Confinement;
import dev.waitany.engine.threads.CompletionThreads;
import dev.waitany.spi.Backend;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.StrategyThreads;
import dev.waitany.spinning.CpuAllowance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The waits of one {@link dev.waitany.WaitAny} on one backend.
 *
 * <p>Each call that waits takes a set whose use the caller has begun. The set's use ends with the
 * wait, or with the exception that the call throws.
 */
public final class Engine implements AutoCloseable {
    private final Backend backend;
    private final Waiters waiters;
    private final SpinPolicy spin;
    private final SpinningWait spinning;
    private final BlockingWait blocking;
    private final BlockingThreads blockingThreads;
    private final CompletionThreads completions;
    private final OffThreadWaits offThread;
    private final ArmedSets armedSets;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed; // everything is; guarded by closing

    /**
     * Makes the engine of a backend. Starts no thread.
     *
     * @param name of the strategy, for messages and threads
     * @param backend closed with the engine
     * @param spin how waits of platform threads spin
     */
    public Engine(String name, Backend backend, Spin spin) {
        this.backend = backend;
        this.spin = new SpinPolicy(spin, CpuAllowance.ofProcess());
        this.waiters = new Waiters(name, backend);
        SurplusTreatment treatment = new SurplusTreatment(backend.maxSurplusPerWord());
        OutcomeMapper outcomes = new OutcomeMapper(waiters, treatment);
        this.spinning = new SpinningWait(this.spin, outcomes);
        this.blocking = new BlockingWait(outcomes);
        this.blockingThreads = new BlockingThreads(name, waiters, blocking, outcomes);
        this.completions =
                new CompletionThreads(
                        StrategyThreads.numbered("waitany-" + name + "-completions-"),
                        refused ->
                                ThreadLimits.explain(refused, "the futures of strategy " + name));
        // A strategy that can keep waits pending needs no thread for each.
        Optional<PendingWaits> pollers = backend.pendingWaits();
        this.offThread =
                pollers.isPresent()
                        ? new PolledWaits(pollers.get(), waiters, outcomes, completions)
                        : blockingThreads;
        this.armedSets = new ArmedSets(backend, waiters, offThread, treatment, this.spin);
    }

    /** Returns whether {@link #close()} has begun. */
    public boolean isClosed() {
        return waiters.isClosed();
    }

    /**
     * Checks that {@link #close()} has not begun.
     *
     * @throws WaitAnyClosedException if it has
     */
    public void refuseIfClosed() {
        waiters.refuseIfClosed();
    }

    /** Returns how waits spin whose sets say nothing else. */
    public Spin spin() {
        return spin.usual();
    }

    /** Says why {@link #spin()} is what it is. */
    public String explainSpin() {
        return spin.explained();
    }

    /**
     * Returns the deadline after a number of nanoseconds, for the next wait of the calling thread.
     * No object is made, except for virtual threads and for a thread that has not blocked yet.
     */
    public Deadline deadlineIn(long nanos) {
        BoundWaiter mine = Thread.currentThread().isVirtual() ? null : waiters.present();
        return mine == null ? Deadline.after(Duration.ofNanos(nanos)) : API.in(mine.timeout, nanos);
    }

    /** Waits in the calling thread, and parks it only if it is virtual. */
    public WaitResult await(WaitSet set, Deadline deadline) throws InterruptedException {
        if (Thread.currentThread().isVirtual()) {
            refuseConfined(set);
            return offThread.await(set, deadline);
        }
        try {
            BoundWaiter bound = waiters.acquire();
            try {
                WaitResult early = spinning.await(bound, set, deadline);
                return early != null ? early : block(bound, set, deadline);
            } finally {
                waiters.release(bound);
            }
        } finally {
            API.end(set);
        }
    }

    private WaitResult block(BoundWaiter bound, WaitSet set, Deadline deadline)
            throws InterruptedException {
        boolean exact = deadline.isExact() && set.size() <= Spin.MOST_WORDS;
        Deadline until = exact ? API.blocking(deadline) : deadline;
        WaitResult result =
                exact && until.hasPassed()
                        ? API.timedOut()
                        : blocking.await(bound, set, until, BlockingWait.NOT_CANCELLABLE);
        return exact && result.kind() == WaitResult.Kind.TIMED_OUT
                ? spinning.untilDeadline(bound, set, deadline, result)
                : result;
    }

    /** Starts a wait whose result the future gets. */
    public CompletableFuture<WaitResult> start(WaitSet set, Deadline deadline) {
        return offThread.start(set, deadline);
    }

    /** Arms the set for the calling thread. The set's use ends when the armed set is closed. */
    public ArmedCalls arm(WaitSet set) {
        return armedSets.arm(set);
    }

    /**
     * Ends all waits and frees everything; returns when that is done. A second call waits for the
     * first one, and does nothing then. Does not wait for dependents of futures, so one of them may
     * call this.
     *
     * <p>If a step throws, the next ones run all the same.
     */
    @Override
    public void close() {
        closing.lock();
        try {
            if (!closed) {
                closed = true; // also if a step throws: each has done what it can
                CloseChain chain = new CloseChain();
                chain.run(armedSets::close);
                chain.run(waiters::close);
                chain.run(offThread::close);
                chain.run(blockingThreads::close);
                chain.run(completions::close);
                chain.run(backend::close);
                chain.end();
            }
        } finally {
            closing.unlock();
        }
    }

    private static void refuseConfined(WaitSet set) {
        try {
            Confinement.refuseConfined(set);
        } catch (Throwable confined) {
            API.end(set);
            throw confined;
        }
    }
}
