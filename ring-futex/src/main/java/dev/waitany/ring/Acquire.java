/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An operation that takes a {@link RingLock}: it ends with {@code ACQUIRED} when its caller holds
 * the lock, however many waits that takes, or with {@code TIMED_OUT}, {@code CANCELLED} or {@code
 * FAILED}, and then its caller does not.
 *
 * <p>A cancel that comes after the lock was taken is too late, and the end is {@code ACQUIRED}:
 * look at it, and unlock. No wake is lost to a waiter that gives up.
 */
public final class Acquire extends Operation {
    private final RingLock lock;
    private @Nullable Chain dependents;
    private long limit = Round.NO_TIMEOUT;
    private long end; // System.nanoTime(), if there is a limit
    private boolean first;
    private boolean held;

    /** A wait while others hold the lock and it is marked: one that is free ends it at once. */
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
     * Gives up when so much time has passed since it was queued.
     *
     * @throws IllegalArgumentException if the span is not positive
     */
    public Acquire within(Duration span) {
        refuseIfPending();
        limit = Chain.nanos(span);
        return this;
    }

    /**
     * Hands these to the kernel when the lock is held, and only then, before the listener is told.
     */
    public Acquire whenHeld(Chain chain) {
        refuseIfPending();
        dependents = chain;
        return this;
    }

    /** The lock it takes. */
    public RingLock lock() {
        return lock;
    }

    /** Whether it has taken the lock, and not given it back by {@link #unlock()}. */
    public boolean isHeld() {
        return held;
    }

    /**
     * Frees the lock that this has taken, once.
     *
     * @throws IllegalStateException if it has not taken it, or has given it back
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
            request().forward(0); // the wake, if there was one, was for who can still use it
            return super.end(Completion.Kind.CANCELLED, 0);
        }
        if (take(how)) {
            return hold();
        }
        if (round.isCancelRequested()) {
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
        if (limit != Round.NO_TIMEOUT) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return super.end(Completion.Kind.TIMED_OUT, 0);
            }
            round.limit(left);
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
