/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.session;

import dev.waitany.FutexWord;
import dev.waitany.bench.measure.Placement;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a session in addition to its driver, which creates and closes the crew.
 *
 * <p>Members report to the driver, which blocks in FUTEX_WAIT until enough reports have come. So
 * what the driver does costs the same with every strategy. If a member fails, the driver's next
 * wait for reports throws. Members that act only during blocks wait for the next round.
 */
public final class Crew implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofMillis(20);

    /** What a member does until it is interrupted. */
    @FunctionalInterface
    public interface Work {
        /** Works until {@link Crew#isStopping()}, or until an interrupt ends it. */
        void run() throws Exception;
    }

    private final Arena arena = Arena.ofShared();
    private final FutexWord reports = FutexWord.allocate(arena);
    private final FutexWord round = FutexWord.allocate(arena);
    private final ThreadLocal<CallState> states = ThreadLocal.withInitial(CallState::allocate);
    private final List<Thread> members = new ArrayList<>();
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    /** Starts a member on a CPU. */
    public void start(String name, int cpu, Work work) {
        Thread member = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(cpu, work));
        members.add(member);
        member.start();
    }

    /** Returns whether the session is being closed. */
    public boolean isStopping() {
        return stopping;
    }

    /** Returns the number of reports of all members so far. */
    public int reports() {
        return reports.get();
    }

    /** Tells the driver of one thing that is done. Called by members. */
    public void report() {
        reports.getAndAdd(1);
        reports.wakeOne();
    }

    /**
     * Blocks the driver until there are at least {@code count} reports.
     *
     * @throws IllegalStateException if a member has failed
     */
    public void awaitReports(int count) {
        int seen = reports.get();
        while (seen - count < 0) {
            rethrow();
            await(reports, seen);
            seen = reports.get();
        }
        rethrow();
    }

    /** Lets the members begin the next round. Called by the driver. */
    public void beginRound() {
        round.getAndAdd(1);
        round.wakeAll();
    }

    /** Returns the number of the present round. */
    public int round() {
        return round.get();
    }

    /** Blocks a member until the round after {@code seen}, or until the session is closed. */
    public void awaitRound(int seen) {
        while (round.get() == seen && !stopping) {
            await(round, seen);
        }
    }

    /** Throws if a member has failed. */
    public void rethrow() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("a thread failed: " + thrown, thrown);
        }
    }

    /** Returns the CPU time of all members so far. */
    public long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return members.stream()
                .mapToLong(m -> Math.max(0, threads.getThreadCpuTime(m.threadId())))
                .sum();
    }

    /** Ends the members: by an interrupt, repeated as one may come before a wait begins. */
    @Override
    public void close() {
        stopping = true;
        beginRound();
        try {
            for (Thread member : members) {
                do {
                    member.interrupt();
                } while (!member.join(AGAIN));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // the arena stays open, as members may still use it
        }
        arena.close();
    }

    private void run(int cpu, Work work) {
        try {
            Placement.pin(cpu);
            work.run();
        } catch (Throwable thrown) {
            if (!(thrown instanceof InterruptedException && stopping)) {
                failure = thrown;
                report();
            }
        }
    }

    private void await(FutexWord word, int seen) {
        Futex.await(
                states.get(), word.segment(), seen, Futex.ANY_BIT, false, null, Clock.MONOTONIC);
    }
}
