/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * A lock in a futex word, which a ring can take for its owner: {@link #acquire()}.
 *
 * <p><b>The word</b> is 0: free; 1: locked; 2: locked, and somebody may wait. Who takes it at once
 * changes 0 to 1. Who has to wait exchanges it for 2, holds the lock if it was 0, and else waits
 * while it is 2. Who unlocks exchanges it for 0, and wakes one waiter if it was 2. Any program that
 * keeps to this takes part; in a word that is {@code SHARED}, one of any process, in any language.
 *
 * <p>Not recursive, and not fair: who comes by may take it before a waiter that was woken. It has
 * no owner: any thread may unlock it, and nobody unlocks it for a thread or process that ends. A
 * waiter that was woken and whose thread does not come by its ring holds up those behind it.
 *
 * <p>Safe for use by many threads. What was done before an {@link #unlock} is visible to who holds
 * the lock next.
 */
public final class RingLock {
    static final int FREE = 0;
    static final int LOCKED = 1;
    static final int CONTENDED = 2;

    private static final VarHandle VALUE = ValueLayout.JAVA_INT.varHandle();

    private final FutexWord word;

    private RingLock(FutexWord word) {
        this.word = word;
    }

    /** The lock in a word, as it stands: two objects for one word are the same lock. */
    public static RingLock of(FutexWord word) {
        return new RingLock(Objects.requireNonNull(word, "word"));
    }

    /** The word. */
    public FutexWord word() {
        return word;
    }

    /** Takes the lock if it is free, without waiting and without a system call. */
    public boolean tryLock() {
        return word.compareAndSet(FREE, LOCKED);
    }

    /** Whether somebody holds it now. */
    public boolean isLocked() {
        return word.get() != FREE;
    }

    /** An operation that ends when its caller holds the lock; to be queued on a ring. */
    public Acquire acquire() {
        return new Acquire(this);
    }

    /**
     * Frees the lock and wakes one waiter, if there may be one.
     *
     * @throws IllegalStateException if it is free
     */
    public void unlock() {
        int before = (int) VALUE.getAndSet(word.segment(), 0L, FREE);
        if (before == FREE) {
            throw new IllegalStateException(this + ": is not locked");
        }
        if (before == CONTENDED) {
            word.wakeOne();
        }
    }

    /**
     * Takes the lock if it is free, and else leaves it marked as waited for. For who has waited:
     * there may be others, whom a mark of mere LOCKED would forget.
     */
    boolean tryLockOrMark() {
        return (int) VALUE.getAndSet(word.segment(), 0L, CONTENDED) == FREE;
    }

    @Override
    public String toString() {
        return "lock in " + word;
    }
}
