/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * A lock in a futex word, which a ring can take for its thread: {@link #acquire()}.
 *
 * <p><b>Protocol.</b> The word holds 0 if the lock is free, 1 if it is locked, and 2 if it is
 * locked and there may be waiters.
 *
 * <ul>
 *   <li>To take a free lock, change 0 to 1.
 *   <li>To wait, exchange the word for 2. If it was 0, the lock is taken; otherwise wait while the
 *       word is 2, and try again.
 *   <li>To unlock, exchange the word for 0. If it was 2, wake one waiter.
 * </ul>
 *
 * <p>Any program that keeps to this protocol can take part. If the word is {@code SHARED}, so can
 * programs of other processes, in any language.
 *
 * <p>The lock is not recursive, and not fair: a thread may take it before a waiter that was woken.
 * It has no owner: any thread may unlock it, and nothing unlocks it if a thread or process ends. A
 * waiter that was woken delays those behind it until its thread calls a method of its ring.
 *
 * <p>Thread-safe. What happened before an {@link #unlock} is visible to the next holder.
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

    /**
     * Returns the lock in a word, in its present state. Two objects for one word are the same lock.
     */
    public static RingLock of(FutexWord word) {
        return new RingLock(Objects.requireNonNull(word, "word"));
    }

    /** Returns the word. */
    public FutexWord word() {
        return word;
    }

    /** Takes the lock if it is free, without a system call; returns whether it did. */
    public boolean tryLock() {
        return word.compareAndSet(FREE, LOCKED);
    }

    /** Tells whether the lock is held at this moment. */
    public boolean isLocked() {
        return word.get() != FREE;
    }

    /** Creates an operation that takes the lock, to be queued on a ring. */
    public Acquire acquire() {
        return new Acquire(this);
    }

    /**
     * Frees the lock, and wakes one waiter if there may be one. Any thread may call it.
     *
     * @throws IllegalStateException if the lock is free
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
     * Takes the lock if it is free, else marks it as contended. For a thread that has waited:
     * others may still wait, and the value LOCKED would forget them.
     */
    boolean tryLockOrMark() {
        return (int) VALUE.getAndSet(word.segment(), 0L, CONTENDED) == FREE;
    }

    @Override
    public String toString() {
        return "lock in " + word;
    }
}
