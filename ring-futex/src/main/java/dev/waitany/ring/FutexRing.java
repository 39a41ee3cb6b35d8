/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import java.util.Objects;

/**
 * Futex operations without blocking, on an io_uring of its own: each is queued, handed to the
 * kernel with others by one call, and ends with one completion.
 *
 * <pre>{@code
 * try (FutexRing ring = FutexRing.open()) {
 *     ring.wait(door, 0, ended -> System.out.println("door: " + ended.kind()));
 *     ring.wake(bell, 1, ended -> System.out.println("rang for " + ended.value()));
 *     ring.submit();                  // one system call for both
 *     ring.await(Deadline.never());   // blocks for at least one, and tells its listener
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> A ring belongs to the platform thread that opened it, and all methods are for
 * that thread: others get {@link WrongThreadException} before anything is touched. They may
 * {@linkplain Operation#cancel() cancel}, and close a ring whose thread has ended. Listeners are
 * told on the ring's thread, within {@link #await}, {@link #poll} and {@link #close}.
 *
 * <p><b>The queue</b> holds as many entries as the ring was opened with: one for each operation,
 * and one more for its timeout. Queueing into a full one hands over what is there first, and a
 * chain is never torn apart; so the queue bounds the batch, not what is pending: of that there may
 * be 16,777,216 operations. Completions beyond the kernel's queue are kept and come in order.
 *
 * <p><b>Memory.</b> What was done before a word was changed is visible to who reads the word after
 * the completion; the completion itself orders nothing (see {@link FutexWord}). Closing the arena
 * of a pending operation throws in the closing thread while the ring's thread is blocked in {@link
 * #await} (for up to eight arenas). At other times nothing can refuse it; the next call then
 * cancels those operations and says so.
 *
 * <p>No garbage for an operation that has a listener and is queued again and again.
 *
 * <p>Source: io_uring/futex.c, man 2 io_uring_enter, docs/reference/futex-ring.md.
 */
public final class FutexRing implements AutoCloseable {
    private static final int DEFAULT_ENTRIES = 256;
    private static final int MAX_ENTRIES = 32_768;

    private final Thread owner = Thread.currentThread();
    private final RingCore core;

    private FutexRing(int entries, Delivery delivery) {
        this.core = new RingCore(this, entries, delivery);
    }

    /** A ring of the calling thread with room for 256 entries. */
    public static FutexRing open() {
        return open(DEFAULT_ENTRIES, Delivery.DEFERRED);
    }

    /**
     * A ring of the calling thread.
     *
     * @param entries room in the queue, 1 to 32,768; rounded up to a power of two
     * @param delivery when completions become visible
     * @throws IllegalArgumentException for another number of entries
     * @throws IllegalStateException if the kernel makes no ring, with the errno; or on a virtual
     *     thread, which the kernel would take for another one after each of its moves
     * @throws UnsupportedOperationException if this kernel's rings know no futexes
     */
    public static FutexRing open(int entries, Delivery delivery) {
        Objects.requireNonNull(delivery, "delivery");
        if (entries < 1 || entries > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "a ring has 1 to " + MAX_ENTRIES + " entries, not " + entries);
        }
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a ring belongs to a platform thread; this is virtual");
        }
        return new FutexRing(entries, delivery);
    }

    /** Queues a wait while the word holds {@code expected}, for any wake. */
    public Operation wait(FutexWord word, int expected, Listener listener) {
        return queue(Operation.wait(word, expected).onCompletion(listener));
    }

    /** Queues a wait for wakes that share a bit with {@code bitset}. */
    public Operation wait(FutexWord word, int expected, int bitset, Listener listener) {
        return queue(Operation.wait(word, expected, bitset).onCompletion(listener));
    }

    /** Queues a wake of up to {@code max} waiters. */
    public Operation wake(FutexWord word, int max, Listener listener) {
        return queue(Operation.wake(word, max).onCompletion(listener));
    }

    /** Queues a wake of up to {@code max} waiters whose bitset shares a bit with {@code bitset}. */
    public Operation wake(FutexWord word, int max, int bitset, Listener listener) {
        return queue(Operation.wake(word, max, bitset).onCompletion(listener));
    }

    /** Queues the kernel's vectored wait on up to 128 words, see {@link Operation#waitAny}. */
    public Operation waitAny(WaitSet set, Listener listener) {
        return queue(Operation.waitAny(set).onCompletion(listener));
    }

    /** Queues the taking of a lock, see {@link Acquire}. */
    public Acquire acquire(RingLock lock, Listener listener) {
        return queue(lock.acquire().onCompletion(listener));
    }

    /**
     * Queues an operation.
     *
     * @throws IllegalStateException if it is pending, here or on another ring, or its arena is
     *     closed
     * @throws IllegalArgumentException if its memory is confined to another thread
     */
    public <O extends Operation> O queue(O operation) {
        usable().submitter.queue(operation);
        return operation;
    }

    /**
     * Queues a chain, all of it or, when this throws, nothing.
     *
     * @throws IllegalArgumentException if it needs more entries than the ring has; and as above
     */
    public void queue(Chain chain) {
        usable().submitter.queue(chain);
    }

    /** Hands what is queued to the kernel, without blocking; how many entries that was. */
    public int submit() {
        return usable().submitter.submit();
    }

    /**
     * Hands over what is queued, and tells the listeners of all operations that have ended, without
     * blocking.
     *
     * @return how many have ended
     * @throws IllegalStateException if called by a listener; and see {@link #await}
     */
    public int poll() {
        return usable().poll();
    }

    /**
     * Hands over what is queued, blocks until an operation has ended or the deadline has passed,
     * and tells the listeners of all that have.
     *
     * <p>What listeners throw is thrown when all are told: the first exception, with the others
     * suppressed.
     *
     * @return how many have ended; 0 when the deadline came first
     * @throws InterruptedException if the thread is interrupted before any has
     * @throws IllegalStateException if nothing is pending; if called by a listener; or if the arena
     *     of a pending operation was closed: that is cancelled then, and the ring goes on
     */
    public int await(Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        return usable().await(deadline);
    }

    /** Cancels what is pending on a word, waits and wakes; how many were asked for. */
    public int cancelOn(FutexWord word) {
        return usable().canceller.cancelOn(word);
    }

    /**
     * Cancels all that is pending; how many were asked for. Those linked to them are started by it.
     */
    public int cancelAll() {
        return usable().canceller.cancelAll();
    }

    /** How many operations have not ended. */
    public int pending() {
        return usable().pending.size();
    }

    /**
     * Cancels all that is pending, tells the listeners how each has ended, and frees the ring. Once
     * the ring's thread has ended, any thread may close it; then all that the kernel had is told as
     * cancelled, and waiters of its words are woken, as nobody can know which wakes those waits
     * took.
     *
     * @throws WrongThreadException if another thread closes it while its own lives
     * @throws IllegalStateException if called by a listener; or when all is closed, if the arena of
     *     a pending operation was closed before
     */
    @Override
    public void close() {
        if (Thread.currentThread() == owner) {
            core.close();
        } else if (owner.isAlive()) {
            throw wrongThread();
        } else {
            core.abandon();
        }
    }

    boolean isClosing() {
        return core.isClosing();
    }

    void queueAgain(Operation operation) {
        core.submitter.queueAgain(operation);
    }

    boolean cancel(Operation operation) {
        if (Thread.currentThread() == owner) {
            core.canceller.cancel(operation);
        } else if (operation.wishEnd()) {
            core.handOver(operation);
        }
        return true;
    }

    private RingCore usable() {
        if (Thread.currentThread() != owner) {
            throw wrongThread();
        }
        core.refuseIfClosed();
        return core;
    }

    private WrongThreadException wrongThread() {
        return new WrongThreadException(
                "this ring belongs to " + owner + "; this is " + Thread.currentThread());
    }

    @Override
    public String toString() {
        return "FutexRing of " + owner;
    }
}
