/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits with {@link WaitAny#awaitAsync}. The completing thread replies and waits again. */
final class AsyncWords implements WaiterGroup {
    private static final long POLL_NANOS = 100_000;

    private final WaitAny waitAny;
    private final Replies replies;
    private final Arena arena = Arena.ofShared();
    private final WaitSet[] sets;
    private volatile boolean closing;

    AsyncWords(WaitAny waitAny, int waiters, Replies replies) {
        this.waitAny = waitAny;
        this.replies = replies;
        this.sets = AnyOfWords.sets(arena, waiters);
    }

    @Override
    public void begin() {
        for (int i = 0; i < sets.length; i++) {
            await(i);
        }
        for (WaitSet set : sets) {
            while (Futex.waiters(set.word(SOURCES - 1).segment(), false) == 0) {
                LockSupport.parkNanos(this, POLL_NANOS);
            }
        }
    }

    @Override
    public void wake(int waiter, int source) {
        AnyOfWords.change(sets[waiter], source);
    }

    @Override
    public void close() {
        closing = true;
        waitAny.close();
        arena.close();
    }

    private void await(int waiter) {
        var _ =
                waitAny.awaitAsync(sets[waiter], Deadline.never())
                        .whenComplete((result, failure) -> ended(waiter, result, failure));
    }

    private void ended(int waiter, @Nullable WaitResult result, @Nullable Throwable failure) {
        if (closing) {
            return;
        }
        try {
            if (result == null) {
                throw new IllegalStateException("wait " + waiter + " failed: " + failure, failure);
            }
            if (AnyOfWords.take(sets[waiter], result)) {
                replies.add(waiter);
            }
            await(waiter);
        } catch (Throwable thrown) {
            if (!closing) {
                replies.fail(thrown);
            }
        }
    }
}
