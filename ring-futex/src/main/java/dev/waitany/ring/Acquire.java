/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An operation that takes a {@link RingLock}. It ends with {@code ACQUIRED} when it holds the lock,
 * however many waits that takes. It ends with {@code TIMED_OUT}, {@code CANCELLED} or {@code
 * FAILED} without the lock.
 *
 * <p>A cancel may come after the lock was taken. It is then too late, and the operation ends with
 * {@code ACQUIRED}; so look at the kind, and unlock. A waiter that gives up loses no wake.
 */
public final class Acquire extends Operation {
    private final RingLock lock;
    private @Nullable Chain dependents;
    private long limit = OperationAttempt.NO_TIMEOUT;
    private long end; // System.nanoTime(); meaningful if there is a limit
    private boolean first;
    private boolean held;

    /** Waits while the lock is contended; if it is free, the first attempt ends at once. */
    Acquire(RingLock lock) {
        super(new WordWait(lock.word(), RingLock.CONTENDED, FutexWord.ANY_BIT));
        this.lock = lock;
    }

    @Override
    public Acquire onCompletion(Listener heard) {
        super.onCompletion(heard);
        return this;
    }

    /**
     * Gives up, with {@code TIMED_OUT}, when so much time has passed since the operation was
     * queued.
     *
     * @throws IllegalArgumentException if the duration is not positive
     * @throws IllegalStateException if the operation is pending
     */
    public Acquire within(Duration span) {
        refuseIfPending();
        limit = Chain.nanos(span);
        return this;
    }

    /**
     * Submits a chain once the lock is held, and only then, before the listener is called.
     *
     * @throws IllegalStateException if the operation is pending
     */
    public Acquire whenHeld(Chain chain) {
        refuseIfPending();
        dependents = chain;
        return this;
    }

    /** Returns the lock. */
    public RingLock lock() {
        return lock;
    }

    /**
     * Tells whether the operation took the lock, and {@link #unlock()} was not called since. Call
     * it on the ring's thread.
     */
    public boolean isHeld() {
        return held;
    }

    /**
     * Frees the lock that this operation took, once. Call it on the ring's thread; to free the lock
     * on another thread, call {@link RingLock#unlock()} there.
     *
     * @throws IllegalStateException if it did not take the lock, or has freed it
     */
    public void unlock() {
        if (!held) {
            throw new IllegalStateException(this + ": does not hold it");
        }
        held = false;
        lock.unlock();
    }

    @Override
    long limit() {
        return limit;
    }

    @Override
    void begin(FutexRing where) {
        first = true;
        end = System.nanoTime() + limit;
        super.begin(where);
    }

    @Override
    boolean end(Completion.Kind how, int what) {
        if (how != Completion.Kind.WOKEN && how != Completion.Kind.CHANGED) {
            return super.end(how, what);
        }
        if (ring().isClosing()) {
            request().forward(0); // a wake that it may have consumed is for a waiter that remains
            return super.end(Completion.Kind.CANCELLED, 0);
        }
        if (take(how)) {
            return hold();
        }
        if (attempt.isCancelRequested()) {
            return super.end(Completion.Kind.CANCELLED, 0);
        }
        return again();
    }

    private boolean take(Completion.Kind how) {
        boolean newcomer = first && how == Completion.Kind.CHANGED;
        first = false;
        return (newcomer && lock.tryLock()) || lock.tryLockOrMark();
    }

    private boolean hold() {
        held = true;
        super.end(Completion.Kind.ACQUIRED, 0);
        Chain then = dependents;
        if (then != null) {
            ring().queue(then);
            ring().submit();
        }
        return true;
    }

    private boolean again() {
        if (limit != OperationAttempt.NO_TIMEOUT) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return super.end(Completion.Kind.TIMED_OUT, 0);
            }
            attempt.limit(left);
        }
        ring().queueAgain(this);
        return false;
    }

    @Override
    void passOn() {
        if (held) {
            unlock();
        }
    }

    @Override
    public String toString() {
        return "acquire of the " + lock;
    }
}
