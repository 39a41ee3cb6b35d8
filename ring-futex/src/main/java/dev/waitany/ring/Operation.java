/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A wait, a wake, a write or a poll that a {@link FutexRing} performs without blocking.
 *
 * <p>An operation is created, queued, and ends once, in one of the ways of {@link Completion.Kind}.
 * Then it may be queued again, which makes no garbage.
 *
 * <p>It belongs to the thread of the ring on which it is queued. Any thread may call {@link
 * #cancel()} and {@link #state()}, and use a {@linkplain #future() future}. The memory that the
 * kernel uses must outlive the operation: the words, and the bytes of a write.
 *
 * <p>Source: IORING_OP_FUTEX_WAIT, FUTEX_WAKE, FUTEX_WAITV (io_uring/futex.c, Linux 6.7), WRITE and
 * POLL_ADD.
 */
public sealed class Operation permits Acquire {
    /** The state of an operation. */
    public enum State {
        /** Created, and never queued. */
        NEW,
        /** Queued: the kernel has it, or gets it with the next submission. */
        PENDING,
        /** Ended. Its listener is called next. */
        DONE
    }

    final OperationAttempt attempt = new OperationAttempt();
    private final Request request;
    private final CompletionObservers observers = new CompletionObservers();
    private @Nullable FutexRing ring;
    private Completion.@Nullable Kind kind;
    private int value;
    private int run; // how often it was queued; written before the state
    private volatile int runToCancel; // the run that another thread asked to cancel
    private volatile State state = State.NEW;

    Operation(Request request) {
        this.request = request;
    }

    /**
     * Creates a wait while the word holds {@code expected}. Any wake ends it.
     *
     * @throws IllegalArgumentException if the word is that of a {@link dev.waitany.CountedWord}
     */
    public static Operation wait(FutexWord word, int expected) {
        return wait(word, expected, FutexWord.ANY_BIT);
    }

    /**
     * Creates a wait while the word holds {@code expected}. Wakes that share a bit with {@code
     * bitset} end it.
     *
     * @throws IllegalArgumentException if {@code bitset} is 0, or the word is that of a {@link
     *     dev.waitany.CountedWord}, as a ring does not count its waits
     */
    public static Operation wait(FutexWord word, int expected, int bitset) {
        Objects.requireNonNull(word, "word");
        return new Operation(new WordWait(word, expected, bitset));
    }

    /** Creates a wake of up to {@code max} waiters, longest waiting first. 0 wakes none. */
    public static Operation wake(FutexWord word, int max) {
        return wake(word, max, FutexWord.ANY_BIT);
    }

    /**
     * Creates a wake of up to {@code max} waiters whose bitset shares a bit with {@code bitset}.
     *
     * @throws IllegalArgumentException if {@code max} is negative or {@code bitset} is 0
     */
    public static Operation wake(FutexWord word, int max, int bitset) {
        Objects.requireNonNull(word, "word");
        return new Operation(new WordWake(word, max, bitset));
    }

    /**
     * Creates the kernel's vectored wait on the words of a set. It uses the values that the set
     * expects when the operation is queued.
     *
     * <p>It reports one index. It may also have consumed wakes of other words of the set; below
     * Linux 7.1, any number of them until its completion is read. So look at all words when it
     * ends, and change a word before you wake it.
     *
     * @throws IllegalArgumentException for more than 128 words, a set with a bitset, or a word of a
     *     {@link dev.waitany.CountedWord}
     */
    public static Operation waitAny(WaitSet set) {
        return new Operation(new SetWait(set));
    }

    /**
     * Creates a write to an open descriptor, such as a pipe's or an eventfd's.
     *
     * @throws IllegalArgumentException if the descriptor is negative, or the bytes are on the heap
     *     or more than 2 GiB
     */
    public static Operation write(int descriptor, MemorySegment bytes) {
        return new Operation(new DescriptorWrite(descriptor, bytes));
    }

    /**
     * Creates a wait for events of a descriptor. It ends with {@code READY} and the events, at once
     * if the descriptor has some when the kernel takes the entry (level). Readiness is not
     * consumed: another poll of the descriptor ends too.
     *
     * <p><b>Closing.</b> While the poll is pending, the ring holds the <i>file</i> open, and
     * nothing tells that the descriptor was closed. The poll stays pending, or ends with events of
     * the file; the peer of a closed socket or pipe is not told either, until the poll has ended.
     * So {@linkplain FutexRing#cancelOn(int) cancel} the polls of a descriptor before it is closed.
     * A poll of a descriptor that is closed already ends with {@code FAILED} and EBADF.
     *
     * <p>Regular files are always ready. A {@linkplain Chain#timeout time limit} is possible.
     *
     * <p>Source: IORING_OP_POLL_ADD in man 2 io_uring_enter; io_uring/poll.c.
     *
     * @param events bits of {@link dev.waitany.descriptor.PollEvents}; ERROR and HANGUP are always
     *     waited for
     * @throws IllegalArgumentException if the descriptor is negative, or for no events
     */
    public static Operation poll(int descriptor, int events) {
        return new Operation(new DescriptorPoll(descriptor, events, false));
    }

    /**
     * Creates a wait for all events of a descriptor from now on. At each event the listener is
     * called with {@code READY} and the events, and the operation stays {@code PENDING}. It ends
     * when it is cancelled. A {@link #future()} is told the end only.
     *
     * <p>It begins as {@link #poll}: events that are there are told at once. After that it tells
     * each <i>wake-up</i> of the file (edge): if something is left unread, nothing more is told
     * until more arrives. Several wake-ups may be told as one. So read until there is nothing left.
     *
     * <p>The kernel may end it at an event, if completions overflow for example. The operation is
     * then {@code DONE} with {@code READY}, and may be queued again. A repeated poll has no place
     * in a {@link Chain}.
     *
     * <p>Source: IORING_POLL_ADD_MULTI in man 2 io_uring_enter; {@code io_poll_check_events} in
     * io_uring/poll.c.
     *
     * @param events as for {@link #poll}
     * @throws IllegalArgumentException as {@link #poll}
     */
    public static Operation pollRepeatedly(int descriptor, int events) {
        return new Operation(new DescriptorPoll(descriptor, events, true));
    }

    /**
     * Sets the listener, which is called at each end from now on, and replaces the one before. On
     * the ring's thread it may also be replaced while the operation is pending.
     */
    public Operation onCompletion(Listener heard) {
        observers.listener(Objects.requireNonNull(heard, "listener"));
        return this;
    }

    /**
     * Expects this value from the next time on that the operation is queued.
     *
     * @throws IllegalStateException if the operation is pending, or is not a wait on one word
     */
    public Operation expect(int value) {
        refuseIfPending();
        if (this instanceof Acquire || !(request instanceof WordWait wait)) {
            throw new IllegalStateException(this + ": expects no value of one word");
        }
        wait.expect(value);
        return this;
    }

    /** Returns the state. */
    public State state() {
        return state;
    }

    /**
     * Returns how the operation ended. Call it on the ring's thread.
     *
     * @throws IllegalStateException if it has not ended since it was last queued; a repeated poll
     *     tells its last event
     */
    public Completion.Kind kind() {
        Completion.Kind ended = kind;
        if (ended == null) {
            throw new IllegalStateException(this + " has not ended");
        }
        return ended;
    }

    /**
     * Returns the value whose meaning {@link #kind()} gives. Call it on the ring's thread.
     *
     * @throws IllegalStateException as {@link #kind()}
     */
    public int value() {
        kind();
        return value;
    }

    /**
     * Returns a future for how the operation ends: this time if it is pending or has ended, else
     * the next time. Call it on the ring's thread, before or after the completion.
     *
     * <p>The ring's thread completes the future, before it calls the listener; so dependents
     * without an executor run there. {@code CANCELLED} cancels the future, and {@code FAILED}
     * completes it with {@link IllegalStateException}. The future's {@code cancel} calls {@link
     * #cancel()}. So does completing it in any other way. If the operation has then consumed a wake
     * or taken a lock, it passes that on, unless a listener is told.
     */
    public CompletableFuture<Completion> future() {
        return observers.futureOf(this);
    }

    /**
     * Asks the kernel to cancel the operation. Any thread may call it.
     *
     * <p>The operation still ends once, and says which came first: {@code CANCELLED}, or what the
     * cancel was too late for. On the ring's thread the kernel is asked at once. A request from
     * another thread is passed to the ring's thread. If that thread is blocked in {@code await},
     * the request ends the blocking; otherwise the thread sees it with its next call on the ring.
     *
     * @return whether the operation was pending
     */
    public boolean cancel() {
        // The state is read first, as begin() writes it last: the ring is then that of this run.
        return state == State.PENDING && ring().cancel(this, run);
    }

    /** Cancels one run, if it is under way. Any thread may call it. */
    boolean cancel(int which) {
        return state == State.PENDING && run == which && ring().cancel(this, which);
    }

    Request request() {
        return request;
    }

    /** Returns the ring on which the operation was queued last. */
    FutexRing ring() {
        return Objects.requireNonNull(ring, "never queued");
    }

    void refuseIfPending() {
        if (state == State.PENDING) {
            throw new IllegalStateException(this + ": is pending");
        }
    }

    /** Returns the time limit in nanoseconds, if the operation is queued outside a chain. */
    long limit() {
        return OperationAttempt.NO_TIMEOUT;
    }

    /** Returns the number of this run, for a thread that has read the state as pending. */
    int run() {
        return run;
    }

    /**
     * Tells whether another thread has requested the cancel of a run. A ring that gets requests
     * faster than it cancels is not flooded.
     */
    boolean isCancelRequestedFromElsewhere(int which) {
        return runToCancel == which;
    }

    /** Notes that another thread has requested the cancel of a run. */
    void noteCancelFromElsewhere(int which) {
        runToCancel = which;
    }

    /** Notes that the operation is queued: a run begins. */
    void begin(FutexRing where) {
        observers.begin(run + 1);
        kind = null;
        ring = where;
        run++;
        state = State.PENDING; // last, as a thread that cancels from elsewhere reads it first
    }

    /**
     * Notes how an attempt ended.
     *
     * @return whether the operation has ended; false if it makes another attempt
     */
    boolean end(Completion.Kind how, int what) {
        kind = how;
        value = what;
        state = State.DONE;
        return true;
    }

    /** Notes and tells an event, after which the operation goes on. */
    void happened(Completion.Kind how, int what) {
        kind = how;
        value = what;
        observers.happened(this);
    }

    /** Notes that an exception hid how the operation ended. */
    final void fail() {
        kind = Completion.Kind.FAILED;
        value = Errno.EFAULT;
        state = State.DONE;
    }

    /** Tells the future and the listener. */
    void tell() {
        observers.tell(this);
    }

    /** Forwards the wake that this wait consumed, as neither future nor listener is told of it. */
    void passOn() {
        if (kind == Completion.Kind.WOKEN && request.waits()) {
            request.forward(value);
        }
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
