/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.bench.soak.account.Count;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A waiter of the token lane that is disturbed. When a disturbance has ended its wait, it sits out
 * the rest of the round. So it does not find by value what its own wait lost: another waiter would
 * sleep on, and the round would not end.
 */
final class Visitor {
    private static final int LONGEST_NANOS = 2_000_000;

    /** How a visitor waits. */
    enum Form {
        PLATFORM,
        VIRTUAL,
        FUTURE,
        ARMED
    }

    private final Form form;
    private final ReopenedWaitAny waitAny;
    private final TokenField field;
    private final Rounds rounds;
    private final SoakContext soak;
    private final SplittableRandom random;
    private final WaitSet set;
    private final SoakThread thread;
    private volatile String lastEnd = "waits";

    Visitor(Form form, ReopenedWaitAny waitAny, TokenField field, Rounds rounds, SoakContext soak) {
        this.form = form;
        this.waitAny = waitAny;
        this.field = field;
        this.rounds = rounds;
        this.soak = soak;
        String name = "token %s %s".formatted(waitAny.name(), form).toLowerCase(Locale.ROOT);
        this.random = soak.random(name);
        this.set = field.set();
        this.thread =
                form == Form.VIRTUAL
                        ? SoakThread.virtual(name, soak, this::visit)
                        : SoakThread.platform(name, soak, this::visit);
    }

    SoakThread thread() {
        return thread;
    }

    /** Returns how the last wait of this visitor ended, for a report. */
    String lastEnd() {
        return thread.name() + ": " + lastEnd;
    }

    private void visit() throws Exception {
        while (!thread.isTold()) {
            int round = rounds.now();
            Count end = stay(waitAny.current());
            lastEnd = end.label() + " in round " + round;
            soak.counts.add(end);
            sitOut(round);
        }
    }

    private void sitOut(int round) {
        try {
            rounds.awaitAfter(round);
        } catch (InterruptedException e) {
            soak.counts.add(Count.INTERRUPTED); // one interrupt too many for this round
        }
    }

    /** Waits again and again, until a disturbance ends a wait; returns which. */
    private Count stay(WaitAny current) throws Exception {
        try {
            if (form == Form.ARMED) {
                return stayArmed(current);
            }
            while (true) {
                WaitResult result = form == Form.FUTURE ? future(current) : await(current);
                if (result == null) {
                    return Count.CANCELLED;
                }
                field.take(result);
                if (result.kind() == WaitResult.Kind.TIMED_OUT) {
                    return Count.TIMED_OUT;
                }
            }
        } catch (InterruptedException e) {
            return Count.INTERRUPTED;
        } catch (WaitAnyClosedException e) {
            return Count.CLOSED;
        }
    }

    private WaitResult await(WaitAny current) throws InterruptedException {
        return current.await(set, deadline());
    }

    /** Returns null if the future was cancelled. */
    private @Nullable WaitResult future(WaitAny current) throws InterruptedException {
        CompletableFuture<WaitResult> future = current.awaitAsync(set, deadline());
        try {
            return future.get(1 + random.nextInt(LONGEST_NANOS), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            return future.cancel(true) ? null : ended(future);
        } catch (ExecutionException e) {
            throw closedOr(e);
        }
    }

    private static WaitResult ended(CompletableFuture<WaitResult> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw closedOr(e);
        }
    }

    private static RuntimeException closedOr(Exception failure) {
        return failure.getCause() instanceof WaitAnyClosedException closed
                ? closed
                : new IllegalStateException("a future failed", failure);
    }

    private Count stayArmed(WaitAny current) throws InterruptedException {
        try (ArmedSet armed = current.arm(set)) {
            while (true) {
                WaitResult result = armed.await(deadline());
                if (!result.isReady()) {
                    return result.kind() == WaitResult.Kind.TIMED_OUT
                            ? Count.TIMED_OUT
                            : Count.CLOSED;
                }
                field.take(result);
                armed.rearm(result.index(), 0);
            }
        }
    }

    private Deadline deadline() {
        return random.nextBoolean()
                ? Deadline.never()
                : Deadline.after(Duration.ofNanos(1 + random.nextInt(LONGEST_NANOS)));
    }
}
