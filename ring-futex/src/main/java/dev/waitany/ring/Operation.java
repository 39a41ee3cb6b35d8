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
 * Something a {@link FutexRing} does without blocking: a wait, a wake, a write. It is made, queued,
 * and ends once, in one of the ways of {@link Completion.Kind}; then it may be queued again, which
 * makes no garbage.
 *
 * <p>Belongs to the thread of the ring it is queued on. {@link #cancel()} and {@link #state()} are
 * for any thread, and so is a {@linkplain #future() future}. What the kernel is given must outlive
 * the operation: the words, and the bytes of a write.
 *
 * <p>Source: IORING_OP_FUTEX_WAIT, FUTEX_WAKE, FUTEX_WAITV (io_uring/futex.c, Linux 6.7) and WRITE.
 */
public sealed class Operation permits Acquire {
    /** Where an operation stands. */
    public enum State {
        /** Made, and not queued yet. */
        NEW,
        /** Queued: the kernel has it or will. */
        PENDING,
        /** Ended, and its listener told. */
        DONE
    }

    final Round round = new Round();
    private final Request request;
    private final Audience audience = new Audience();
    private @Nullable FutexRing ring;
    private Completion.@Nullable Kind kind;
    private int value;
    private int life; // how often it was queued
    private volatile int lifeToEnd; // that another thread has asked to cancel
    private volatile State state = State.NEW;

    Operation(Request request) {
        this.request = request;
    }

    /** A wait while the word holds {@code expected}, for any wake. */
    public static Operation wait(FutexWord word, int expected) {
        return wait(word, expected, FutexWord.ANY_BIT);
    }

    /**
     * A wait while the word holds {@code expected}, for wakes that share a bit with {@code bitset}.
     *
     * @throws IllegalArgumentException if {@code bitset} is 0
     */
    public static Operation wait(FutexWord word, int expected, int bitset) {
        Objects.requireNonNull(word, "word");
        return new Operation(new WordWait(word, expected, bitset));
    }

    /** A wake of up to {@code max} waiters, those that have waited longest first. */
    public static Operation wake(FutexWord word, int max) {
        return wake(word, max, FutexWord.ANY_BIT);
    }

    /**
     * A wake of up to {@code max} waiters whose bitset shares a bit with {@code bitset}.
     *
     * @throws IllegalArgumentException if {@code max} is negative or {@code bitset} is 0
     */
    public static Operation wake(FutexWord word, int max, int bitset) {
        Objects.requireNonNull(word, "word");
        return new Operation(new WordWake(word, max, bitset));
    }

    /**
     * The kernel's vectored wait on the words of a set, with the values it expects when the
     * operation is queued. It reports one index and may have consumed wakes of other words of the
     * set, below Linux 7.1 any number of them until its completion is read: look at all words, and
     * change a word before you wake it.
     *
     * @throws IllegalArgumentException for more than 128 words, or a set with a bitset
     */
    public static Operation waitAny(WaitSet set) {
        return new Operation(new SetWait(set));
    }

    /**
     * A write to an open descriptor, a pipe's or an eventfd's.
     *
     * @throws IllegalArgumentException for a negative descriptor, or bytes on the heap
     */
    public static Operation write(int descriptor, MemorySegment bytes) {
        return new Operation(new DescriptorWrite(descriptor, bytes));
    }

    /** Tells this listener, and no other, of each end from now on. */
    public Operation onCompletion(Listener heard) {
        audience.listener(Objects.requireNonNull(heard, "listener"));
        return this;
    }

    /**
     * Expects this value from the next round on.
     *
     * @throws IllegalStateException while it is pending, or if it is no wait on one word
     */
    public Operation expect(int value) {
        refuseIfPending();
        if (this instanceof Acquire || !(request instanceof WordWait wait)) {
            throw new IllegalStateException(this + ": expects no value of one word");
        }
        wait.expect(value);
        return this;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /**
     * How the last round ended; for the ring's thread.
     *
     * @throws IllegalStateException if none has, or one is under way
     */
    public Completion.Kind kind() {
        Completion.Kind ended = kind;
        if (state != State.DONE || ended == null) {
            throw new IllegalStateException(this + " has not ended");
        }
        return ended;
    }

    /** What {@link #kind()} says it is; for the ring's thread. */
    public int value() {
        kind();
        return value;
    }

    /**
     * How this round ends, or the next if none is under way: for the ring's thread to ask, before
     * the completion or after it.
     *
     * <p>Completed on the ring's thread, before the listener is told. {@code CANCELLED} cancels it,
     * {@code FAILED} fails it with {@link IllegalStateException}. {@code cancel} asks for {@link
     * #cancel()}; who completes it in another way does too, and a wake or a lock that the operation
     * gets all the same is passed on, unless a listener hears of it.
     */
    public CompletableFuture<Completion> future() {
        return audience.futureOf(this);
    }

    /**
     * Asks the kernel to give the operation back. It ends all the same, once, and says which came
     * first: {@code CANCELLED}, or what the cancel was too late for. On the ring's thread it is
     * asked at once; from another thread the request is handed to the ring's thread, whose {@code
     * await} it interrupts for that, or which takes it up when it comes by the ring next.
     *
     * @return whether it was pending
     */
    public boolean cancel() {
        FutexRing where = ring;
        return state == State.PENDING && where != null && where.cancel(this);
    }

    Request request() {
        return request;
    }

    /** The ring it was queued on last. */
    FutexRing ring() {
        return Objects.requireNonNull(ring, "never queued");
    }

    void refuseIfPending() {
        if (state == State.PENDING) {
            throw new IllegalStateException(this + ": is pending");
        }
    }

    /** Nanoseconds for a round that is queued by itself. */
    long limit() {
        return Round.NO_TIMEOUT;
    }

    /** Tells one time of being queued from the others; for who has seen it pending. */
    int life() {
        return life;
    }

    /**
     * Another thread wants this life cancelled.
     *
     * @return false if one has asked before: a ring that is asked faster than it cancels would do
     *     nothing else
     */
    boolean wishEnd() {
        int now = life;
        boolean first = lifeToEnd != now;
        lifeToEnd = now;
        return first;
    }

    /** It is queued. */
    void begin(FutexRing where) {
        audience.begin();
        ring = where;
        life++;
        state = State.PENDING; // last: who cancels from elsewhere reads it first
    }

    /**
     * The kernel has answered.
     *
     * @return whether that is the end, and not one more round
     */
    boolean end(Completion.Kind how, int what) {
        kind = how;
        value = what;
        state = State.DONE;
        return true;
    }

    /** It could not even be found out how it ended. */
    final void fail() {
        kind = Completion.Kind.FAILED;
        value = Errno.EFAULT;
        state = State.DONE;
    }

    /** Tells whoever wants to know. */
    void tell() {
        audience.tell(this);
    }

    /** Nobody hears of what this has got: somebody else may have it. */
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
