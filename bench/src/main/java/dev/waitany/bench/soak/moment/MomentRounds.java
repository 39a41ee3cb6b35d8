/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.moment;

import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.bench.soak.account.Finding;
import dev.waitany.bench.soak.account.Findings;
import dev.waitany.bench.soak.account.Patience;
import dev.waitany.bench.soak.account.SoakStrategies;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Disturbs one combination's call, round after round, at moments from 0 to 60 µs around its start
 * and its end.
 *
 * <p>In each round the driver wakes the shared word once, disturbs the call, or does both in either
 * order. A bystander waits on the shared word before or after the call does. Three things must
 * hold:
 *
 * <ol>
 *   <li>If the kernel counted the wake, the call has reported it or the bystander has got it.
 *   <li>When the call has ended, the bystander is the only waiter, and one wake reaches it.
 *   <li>The interrupt was thrown or its status stayed, and not both; without one, neither.
 * </ol>
 *
 * The next round, on the same thread and the same {@code WaitAny}, shows that the next wait works.
 */
public final class MomentRounds implements AutoCloseable {
    private static final int LONGEST_NANOS = 60_000;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final MomentCase what;
    private final SoakStrategies strategies;
    private final SplittableRandom random;
    private final Duration limit;
    private final Findings findings;
    private final Arena arena = Arena.ofShared();
    private final FutexWord shared = FutexWord.allocate(arena);
    private final Bystander bystander = new Bystander(FutexWord.allocate(arena), shared);
    private final Caller caller;
    private @Nullable WaitAny waitAny;

    /**
     * Prepares rounds.
     *
     * @param limit after which a wake counts as lost and a call as stuck
     * @param findings gets what is wrong
     */
    public MomentRounds(
            MomentCase what,
            SoakStrategies strategies,
            long seed,
            Duration limit,
            Findings findings) {
        this.what = what;
        this.strategies = strategies;
        this.random = new SplittableRandom(seed);
        this.limit = limit;
        this.findings = findings;
        this.caller = new Caller(what.virtual());
    }

    /** Plays rounds; returns how many. Stops at the first finding. */
    public int play(int rounds) {
        for (int i = 0; i < rounds; i++) {
            if (findings.any() || !round()) {
                return i;
            }
        }
        return rounds;
    }

    private boolean round() {
        Moment moment = new Moment(opened(), shared, deadline(), caller.thread());
        boolean bare = isExact() && random.nextBoolean();
        boolean bystanderFirst = random.nextBoolean();
        if (bystanderFirst) {
            beginBystander();
        }
        caller.call(_ -> moment.run(what.call()));
        Patience patience = new Patience(limit);
        boolean begun = patience.until(() -> moment.canBe(what.disturbance()));
        if (!bystanderFirst && begun) {
            // The call first, if it gets there soon; then the wake finds it first.
            new Patience(Duration.ofNanos(LONGEST_NANOS)).until(() -> bystander.waiters() > 0);
            beginBystander();
        }
        int woken = disturb(moment, bare);
        if (!moment.end(patience)) {
            return found(Finding.Kind.STUCK, "the call did not end");
        }
        boolean sound = judge(moment, woken, bare, patience) && judgeWord(patience);
        moment.closeAll();
        return sound;
    }

    /** Wakes and disturbs at random moments; returns how many waiters the kernel counted. */
    private int disturb(Moment moment, boolean bare) {
        int woken = 0;
        boolean wakes = random.nextBoolean();
        boolean wakesFirst = random.nextBoolean();
        if (wakes && wakesFirst) {
            pause();
            woken = wake(bare);
        }
        pause();
        try {
            what.disturbance().happenTo(moment);
        } catch (RuntimeException | Error failure) {
            found(Finding.Kind.FAILED, "the disturbance threw " + failure);
        }
        if (wakes && !wakesFirst) {
            pause();
            woken = wake(bare);
        }
        moment.tellDisturbed();
        return woken;
    }

    private int wake(boolean bare) {
        if (!bare) {
            shared.set(1);
        }
        return shared.wakeOne();
    }

    private boolean judge(Moment moment, int woken, boolean bare, Patience patience) {
        Throwable failure = moment.failure();
        if (failure != null && !what.disturbance().mayEndWith(failure)) {
            findings.failed(what.toString(), failure);
            return false;
        }
        if (moment.isEarly()) {
            return found(Finding.Kind.BROKEN, "timed out before the deadline");
        }
        if (woken == 1 && !moment.hasTaken() && !reachesBystander(bare, patience)) {
            return found(
                    Finding.Kind.LOST,
                    "the kernel counted a wake; the call ended with "
                            + (failure == null ? "another result" : failure)
                            + ", and another waiter sleeps on");
        }
        return judgeInterrupt(moment, failure);
    }

    /**
     * A bare wake need not reach a bystander that has strayed: nothing tells of it on its return.
     */
    private boolean reachesBystander(boolean bare, Patience patience) {
        return patience.until(() -> bystander.isWoken() || (bare && bystander.hasStrayed()));
    }

    private boolean judgeInterrupt(Moment moment, @Nullable Throwable failure) {
        boolean thrown = failure instanceof InterruptedException;
        boolean stayed = moment.statusStayed();
        if (what.disturbance() == Disturbance.INTERRUPT && thrown == stayed) {
            return found(
                    Finding.Kind.BROKEN,
                    thrown
                            ? "the interrupt was thrown, and its status stayed"
                            : "the interrupt was neither thrown nor kept as status");
        }
        // The JDK itself interrupts readers of a shared arena that is closed, at times.
        if (stayed
                && what.disturbance() != Disturbance.INTERRUPT
                && what.disturbance() != Disturbance.CLOSE_ARENA) {
            return found(Finding.Kind.BROKEN, "interrupted by nobody");
        }
        return true;
    }

    /** The bystander alone must be queued, and the next bare wake must reach it. */
    private boolean judgeWord(Patience patience) {
        shared.set(0);
        beginBystander();
        if (!patience.until(() -> bystander.waiters() == 1 || bystander.isWoken())) {
            return found(Finding.Kind.HELD, bystander.waiters() + " waiters, where one waits");
        }
        int woken = shared.wakeOne();
        if (woken == 0 && bystander.hasStrayed()) {
            woken = wake(false); // it was on its way back, where the changed word ends its wait
        }
        if (!patience.until(bystander::isWoken)) {
            return found(
                    Finding.Kind.LOST,
                    "after the call, a wake counted " + woken + " and did not reach the waiter");
        }
        return true;
    }

    private void beginBystander() {
        if (!bystander.begin(new Patience(limit))) {
            found(Finding.Kind.STUCK, "the second waiter is not queued");
        }
    }

    private boolean found(Finding.Kind kind, String detail) {
        findings.add(kind, what.toString(), shared + ": " + detail);
        return false;
    }

    private void pause() {
        long until = System.nanoTime() + random.nextInt(LONGEST_NANOS + 1);
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }

    private Deadline deadline() {
        if (what.disturbance() == Disturbance.DEADLINE) {
            return Deadline.after(Duration.ofNanos(1 + 3L * random.nextInt(LONGEST_NANOS)));
        }
        return random.nextBoolean() ? Deadline.never() : Deadline.after(LONG);
    }

    private boolean isExact() {
        return waitAny == null
                || waitAny.capabilities().accounting() == Capabilities.Accounting.EXACT;
    }

    private @Nullable WaitAny opened() {
        if (what.call() == BlockingCall.RING_AWAIT) {
            return null;
        }
        WaitAny current = waitAny;
        if (current == null || what.disturbance() == Disturbance.CLOSE_WAIT_ANY) {
            current = strategies.open(what.strategy());
            waitAny = current;
        }
        return current;
    }

    @Override
    public void close() {
        caller.close();
        if (findings.any()) {
            return; // a thread may be blocked on the words: they stay
        }
        if (waitAny != null) {
            waitAny.close();
        }
        bystander.close();
        arena.close();
    }
}
