/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.ring.uring.RingCalls;
import java.util.Objects;

/**
 * Queues futex operations on an io_uring, without blocking. One call hands many operations to the
 * kernel, and each operation ends with one completion.
 *
 * <pre>{@code
 * try (FutexRing ring = FutexRing.open()) {
 *     ring.wait(door, 0, ended -> System.out.println("door: " + ended.kind()));
 *     ring.wake(bell, 1, ended -> System.out.println("woke " + ended.value()));
 *     ring.submit();                  // one system call for both
 *     ring.await(Deadline.never());   // blocks for at least one, and calls its listener
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> A ring belongs to the platform thread that opened it. Another thread that
 * calls a method gets {@link WrongThreadException}, and nothing happens. Two things are allowed to
 * any thread: to {@linkplain Operation#cancel() cancel} an operation, and to close a ring whose
 * thread has ended. Listeners run on the ring's thread, within {@link #await}, {@link #poll} and
 * {@link #close}.
 *
 * <p><b>Queue.</b> The ring is opened with a number of entries. Each operation takes one entry, and
 * its timeout takes one more. If an operation does not fit, the queue is submitted first; a chain
 * is never split. So the queue limits the batch, and not the number of pending operations, of which
 * there may be 16,777,216. If more operations complete than the completion queue holds, the kernel
 * keeps the rest, and they arrive in order.
 *
 * <p><b>Memory.</b> What a thread did before it changed a word is visible to a thread that reads
 * the new value after the completion. The completion itself orders nothing (see {@link FutexWord}).
 * While the ring's thread is blocked in {@link #await}, closing the arena of a pending operation
 * throws in the closing thread, for any number of arenas. At other times nothing can refuse the
 * close; the next call on the ring then cancels those operations and throws.
 *
 * <p>An operation that has a listener and is queued again and again makes no garbage.
 *
 * <p>Source: io_uring/futex.c, man 2 io_uring_enter.
 */
public final class FutexRing implements AutoCloseable {
    private static final int DEFAULT_ENTRIES = 256;
    private static final int MAX_ENTRIES = 32_768;

    private final Thread owner = Thread.currentThread();
    private final RingCore core;

    FutexRing(int entries, Delivery delivery, RingCalls calls) {
        this.core = new RingCore(this, entries, delivery, calls);
    }

    /** Opens a ring for the calling thread with 256 entries and {@link Delivery#DEFERRED}. */
    public static FutexRing open() {
        return open(DEFAULT_ENTRIES, Delivery.DEFERRED);
    }

    /**
     * Opens a ring for the calling thread.
     *
     * @param entries room in the queue, 1 to 32,768; rounded up to a power of two
     * @param delivery when completions become visible
     * @throws IllegalArgumentException if {@code entries} is out of range
     * @throws IllegalStateException if the kernel refuses, with the errno; or on a virtual thread,
     *     because a ring is bound to one kernel thread, and a virtual thread moves between several
     * @throws UnsupportedOperationException if this kernel's rings have no futex operations
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
        return new FutexRing(entries, delivery, RingCalls.KERNEL);
    }

    /** Queues a wait while the word holds {@code expected}. Any wake ends it. */
    public Operation wait(FutexWord word, int expected, Listener listener) {
        return queue(Operation.wait(word, expected).onCompletion(listener));
    }

    /**
     * Queues a wait while the word holds {@code expected}. Wakes that share a bit with {@code
     * bitset} end it.
     */
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

    /** Queues the kernel's vectored wait on 1 to 128 words; see {@link Operation#waitAny}. */
    public Operation waitAny(WaitSet set, Listener listener) {
        return queue(Operation.waitAny(set).onCompletion(listener));
    }

    /** Queues the acquisition of a lock; see {@link Acquire}. */
    public Acquire acquire(RingLock lock, Listener listener) {
        return queue(lock.acquire().onCompletion(listener));
    }

    /**
     * Queues an operation. Returns without a system call, unless the queue is full.
     *
     * @return the operation
     * @throws IllegalStateException if it is pending, on this ring or another, or if its arena is
     *     closed
     * @throws IllegalArgumentException if its memory is confined to another thread
     */
    public <O extends Operation> O queue(O operation) {
        usable().submitter.queue(operation);
        return operation;
    }

    /**
     * Queues a chain. If this throws, it has queued nothing.
     *
     * @throws IllegalArgumentException if the chain needs more entries than the ring has, or if
     *     memory of an operation is confined to another thread
     * @throws IllegalStateException if an operation is pending, or its arena is closed
     */
    public void queue(Chain chain) {
        usable().submitter.queue(chain);
    }

    /** Submits what is queued, without blocking; returns the number of entries. */
    public int submit() {
        return usable().submitter.submit();
    }

    /**
     * Submits what is queued, and calls the listeners of all operations that have ended, without
     * blocking.
     *
     * @return the number of operations that have ended
     * @throws IllegalStateException if a listener calls it, or if the arena of a pending operation
     *     was closed; see {@link #await}
     */
    public int poll() {
        return usable().poll();
    }

    /**
     * Submits what is queued, blocks until an operation has ended or the deadline has passed, and
     * calls the listeners of all operations that have ended.
     *
     * <p>If listeners throw, the others are called all the same. Then this method throws the first
     * exception, with the others suppressed.
     *
     * @return the number of operations that have ended, and of events of {@linkplain
     *     Operation#pollRepeatedly repeated polls}; 0 if the deadline passed first
     * @throws InterruptedException if the thread is interrupted before an operation has ended
     * @throws IllegalStateException if nothing is pending; if a listener calls it; or if the arena
     *     of a pending operation was closed. In that case those operations are cancelled, and the
     *     ring remains usable
     */
    public int await(Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        return usable().await(deadline);
    }

    /**
     * Asks the kernel to cancel every pending wait and wake on a word. They end later, each with
     * its completion.
     *
     * @return the number of operations that were asked for
     */
    public int cancelOn(FutexWord word) {
        return usable().canceller.cancelOn(word);
    }

    /**
     * Asks the kernel to cancel every pending poll of a descriptor. They end later, each with its
     * completion. Call it before the descriptor is closed, as {@link Operation#poll} explains.
     *
     * @return the number of operations that were asked for
     */
    public int cancelOn(int descriptor) {
        return usable().canceller.cancelOn(descriptor);
    }

    /**
     * Asks the kernel to cancel every pending operation. They end later, each with its completion.
     * A cancelled wait starts the operations that are linked to it (see {@link Chain}).
     *
     * @return the number of operations that were asked for
     */
    public int cancelAll() {
        return usable().canceller.cancelAll();
    }

    /** Returns the number of operations that have not ended. */
    public int pending() {
        return usable().pending.size();
    }

    /**
     * Cancels every pending operation, calls the listeners with how each ended, and frees the ring.
     * Closing a closed ring does nothing.
     *
     * <p>Once the ring's thread has ended, any thread may close the ring. The listeners are then
     * told {@code CANCELLED}. Which wakes those waits consumed cannot be known, so other waiters of
     * their words are woken.
     *
     * @throws WrongThreadException if another thread calls it while the ring's thread is alive
     * @throws IllegalStateException if a listener calls it; or, after everything is freed, if the
     *     arena of a pending operation had been closed before
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

    boolean cancel(Operation operation, int run) {
        if (Thread.currentThread() == owner) {
            core.canceller.cancel(operation);
        } else if (!operation.isCancelRequestedFromElsewhere(run)) {
            core.cancelFromElsewhere(operation, run);
            operation.noteCancelFromElsewhere(run); // last: a request that fails can be repeated
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
