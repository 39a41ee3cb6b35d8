/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.moment;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.bench.soak.account.Patience;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One round: a call on two words, and what it has come to. The words are the shared one, for which
 * a {@link Bystander} waits too, and the call's own one, in its own arena.
 *
 * <p>The calling thread writes the fields, and the driver reads them after {@code begun} or after
 * {@code ended}, which are volatile and written last.
 */
final class Moment {
    static final int SHARED = 0;
    static final int OWN = 1;
    private static final long PAUSE_NANOS = 1_000;

    private final @Nullable WaitAny waitAny;
    private final Arena arena = Arena.ofShared();
    private final WaitSet set;
    private final Deadline deadline;
    private final Thread thread;
    private @Nullable ArmedSet armed;
    private volatile @Nullable CompletableFuture<WaitResult> future;
    private volatile boolean begun;
    private volatile boolean disturbed;
    private volatile boolean ended;
    private volatile boolean took;
    private volatile @Nullable Throwable failure;
    private volatile boolean early;
    private boolean statusStayed;

    Moment(@Nullable WaitAny waitAny, FutexWord shared, Deadline deadline, Thread thread) {
        this.waitAny = waitAny;
        this.set = WaitSet.of(shared, FutexWord.allocate(arena));
        this.deadline = deadline;
        this.thread = thread;
    }

    // ---- Called by the calling thread.

    /** Makes the call, waits for the disturbance, and notes the interrupt status. */
    void run(BlockingCall call) {
        try {
            call.make(this);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        begun = true; // the call may have failed before
        while (!disturbed) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        statusStayed = Thread.interrupted();
        ended = true;
    }

    WaitAny waitAny() {
        if (waitAny == null) {
            throw new IllegalStateException("this call needs no strategy");
        }
        return waitAny;
    }

    WaitSet set() {
        return set;
    }

    Deadline deadline() {
        return deadline;
    }

    void begins() {
        begun = true;
    }

    void armed(ArmedSet set) {
        armed = set;
    }

    void pending(CompletableFuture<WaitResult> pending) {
        future = pending;
    }

    void ended(WaitResult result) {
        if (result.index() == SHARED
                || Arrays.stream(result.surplus()).anyMatch(index -> index == SHARED)) {
            took = true;
        }
        early = result.kind() == WaitResult.Kind.TIMED_OUT && !deadline.hasPassed();
    }

    void took() {
        took = true;
    }

    // ---- Called by the driver.

    Thread thread() {
        return thread;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Returns whether the call has come so far that the disturbance can reach it. */
    boolean canBe(Disturbance disturbance) {
        return begun && (disturbance != Disturbance.CANCEL || future != null || failure != null);
    }

    void cancelFuture() {
        CompletableFuture<WaitResult> pending = future;
        boolean cancelled = pending != null && pending.cancel(true);
        assert !cancelled || pending.isCancelled();
    }

    void closeSet() {
        if (armed != null) {
            armed.close();
        }
    }

    void closeArena() {
        try {
            arena.close();
        } catch (IllegalStateException refused) {
            assert isOwnAlive(); // the call is blocked on the word, or has closed the arena: not
            // both
        }
    }

    /** Lets the call end, after which the calling thread looks at its interrupt status. */
    void tellDisturbed() {
        disturbed = true;
    }

    /**
     * Ends the call by a wake of the second word, if nothing else has; returns whether it ended.
     */
    boolean end(Patience patience) {
        BooleanSupplier hasEnded =
                () -> {
                    if (!ended && isOwnAlive()) {
                        change(set.word(OWN));
                    }
                    return ended;
                };
        return patience.until(hasEnded);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Returns whether the call has reported the shared word. */
    boolean hasTaken() {
        return took;
    }

    /** Returns whether the call reported a timeout before its deadline. */
    boolean isEarly() {
        return early;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    boolean statusStayed() {
        return statusStayed;
    }

    void closeAll() {
        if (isOwnAlive()) {
            arena.close();
        }
    }

    private boolean isOwnAlive() {
        return arena.scope().isAlive();
    }

    private static void change(FutexWord word) {
        word.set(1);
        int woken = word.wakeAll();
        assert woken <= 1;
    }
}
