/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The states of one armed set, and which thread disarms its words at the end. The owner makes
 * calls; any thread may close.
 *
 * <ul>
 *   <li>IDLE to BUSY, by the owner: a call begins.
 *   <li>BUSY to IDLE, by the owner: the call ends.
 *   <li>IDLE to CLOSING, by any closer: the closer disarms the words itself.
 *   <li>BUSY to CLOSING, by any closer: the closer alerts the owner. The owner disarms the words
 *       when its call ends.
 *   <li>CLOSING to CLOSED, by the thread that disarmed the words: the kernel holds none of them.
 * </ul>
 *
 * <p>Every transition is a compare-and-set on one field, except the last, which only the thread
 * that disarms makes. So exactly one thread disarms. The arming has no other synchronization: only
 * the thread that has made the state BUSY or CLOSING (from IDLE) touches it, except for {@code
 * alert}. The compare-and-sets publish what the owner did to it to another thread that closes it.
 * Closers that come later wait for CLOSED.
 *
 * <p>A closer repeats its alert until the state is CLOSED, because a call that ends by itself may
 * consume an alert on its way out.
 */
final class ArmedLife {
    private enum State {
        IDLE,
        BUSY,
        CLOSING,
        CLOSED
    }

    /** Disarms all words, in the thread that has to. */
    interface Finish {
        /**
         * Disarms the words, and calls {@link #closed} in any case.
         *
         * @param byOwner whether the calling thread is the owner
         */
        void run(boolean byOwner);
    }

    private static final long CLOSER_PAUSE = 50_000; // ns between alerts

    private final Thread owner = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final Waiters waiters;
    private final Runnable alert;
    private final Finish finish;

    /**
     * Makes the life of a set that the calling thread owns.
     *
     * @param alert ends the owner's blocked call or the next one
     * @param finish called once
     */
    ArmedLife(Waiters waiters, Runnable alert, Finish finish) {
        this.waiters = waiters;
        this.alert = alert;
        this.finish = finish;
    }

    /** Begins a call of the owner, or throws if the set is closed. */
    void begin() {
        if (!state.compareAndSet(State.IDLE, State.BUSY)) {
            waiters.refuseIfClosed();
            throw new IllegalStateException("the armed set is closed");
        }
    }

    /** Ends a call of the owner, which disarms the words if a closer asked for that meanwhile. */
    void leave() {
        if (!state.compareAndSet(State.BUSY, State.IDLE)) {
            finish.run(true);
        }
    }

    /** Returns whether a closer waits for the end of the owner's call. */
    boolean isClosing() {
        return state.get() == State.CLOSING;
    }

    /** Notes that the kernel holds no word. Called by the thread that disarmed them. */
    void closed() {
        state.set(State.CLOSED);
    }

    /** Closes the set. Returns when the kernel holds none of its words. */
    void close() {
        while (state.get() != State.CLOSED) {
            if (state.compareAndSet(State.IDLE, State.CLOSING)) {
                finish.run(Thread.currentThread() == owner);
            } else {
                if (state.compareAndSet(State.BUSY, State.CLOSING) || isClosing()) {
                    alert.run();
                }
                Pause.nanos(this, CLOSER_PAUSE);
            }
        }
    }
}
