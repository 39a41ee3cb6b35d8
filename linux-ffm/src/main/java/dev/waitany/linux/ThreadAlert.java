/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends, from another thread, the system call that one platform thread is blocked in.
 *
 * <p>The owner brackets each blocking call:
 *
 * <pre>{@code
 * if (alert.enter()) {
 *     try { result = blockingCall(); } finally { alert.leave(); }
 * }
 * }</pre>
 *
 * <p>{@link #alert()} may come from any thread at any time and is never lost: before {@code enter}
 * it makes that return false, after it the call returns EINTR. The owner learns what it was alerted
 * for from elsewhere (an interrupt status, a closed flag); an alert that comes too late for one
 * call ends the next one early, once.
 *
 * <p>A signal that arrives between {@code enter} and the kernel is lost, so the sender repeats it
 * until the owner has left; and the owner waits in {@code leave} for senders, so that no signal
 * strikes a later call of anybody else's.
 */
public final class ThreadAlert {
    private static final int BLOCKED = 1;
    private static final int ALERTED = 2;
    private static final int SENDER = 4; // the count of senders stands above the two flags

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(ThreadAlert.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final SignalTarget owner = SignalTarget.ofCurrentThread();
    private final BlockedCalls call = new OwnersCall();

    @SuppressWarnings("unused") // through STATE
    private volatile int state;

    private ThreadAlert() {}

    /**
     * An alert for system calls of the calling thread, which must be a platform thread and the only
     * one to call {@code enter} and {@code leave}.
     */
    public static ThreadAlert ofCurrentThread() {
        return new ThreadAlert();
    }

    /**
     * The owner is about to block. False: it was alerted, and must not; the alert is thereby taken.
     */
    public boolean enter() {
        if (STATE.compareAndSet(this, 0, BLOCKED)) {
            return true;
        }
        STATE.getAndBitwiseAnd(this, ~ALERTED);
        return false;
    }

    /**
     * The owner's call has returned. Takes an alert that has come meanwhile: whoever sent it said
     * why elsewhere.
     *
     * @return whether there was one
     */
    public boolean leave() {
        int before = (int) STATE.getAndBitwiseAnd(this, ~(BLOCKED | ALERTED));
        if (before >= SENDER) {
            awaitSenders();
        }
        return (before & ALERTED) != 0;
    }

    /** Ends the owner's blocking call, or the next one. Returns once the call has returned. */
    public void alert() {
        STATE.getAndBitwiseOr(this, ALERTED); // once: set again, it might end the call after this
        BlockedCalls.end(call);
    }

    private boolean signal() {
        if (!announce()) {
            return false;
        }
        try {
            return owner.signal();
        } finally {
            STATE.getAndAdd(this, -SENDER);
        }
    }

    /**
     * Counts the caller as a sender while the owner is blocked and alerted; false once it is not.
     */
    private boolean announce() {
        while (true) {
            int now = (int) STATE.getVolatile(this);
            if ((now & (BLOCKED | ALERTED)) != (BLOCKED | ALERTED)) {
                return false;
            }
            if (STATE.compareAndSet(this, now, now + SENDER)) {
                return true;
            }
        }
    }

    private boolean isBlocked() {
        return ((int) STATE.getVolatile(this) & (BLOCKED | ALERTED)) == (BLOCKED | ALERTED);
    }

    private void awaitSenders() {
        for (int spins = 0; (int) STATE.getVolatile(this) >= SENDER; spins++) {
            if (spins < 100) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, 1_000);
            }
        }
    }

    private final class OwnersCall implements BlockedCalls {
        @Override
        public int signal() {
            return ThreadAlert.this.signal() ? 1 : 0;
        }

        @Override
        public boolean areBlocked() {
            return isBlocked();
        }

        @Override
        public void rest(long until) {
            LockSupport.parkNanos(ThreadAlert.this, until - System.nanoTime());
        }
    }
}
