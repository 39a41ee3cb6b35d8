/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets any thread end the system call that one platform thread, the owner, is blocked in.
 *
 * <p>The owner encloses each blocking call:
 *
 * <pre>{@code
 * if (alert.enter()) {
 *     try { result = blockingCall(); } finally { alert.leave(); }
 * }
 * }</pre>
 *
 * <p>{@link #alert()} ends the enclosed call with EINTR, or the next one if none is under way. An
 * alert carries no reason: the thread that sends it writes the reason first, to an interrupt status
 * or a closed flag for example, and the owner reads it there. An alert that comes too late for one
 * call ends the next one early, once.
 *
 * <h2>States</h2>
 *
 * <p>One int holds the flags BLOCKED and ALERTED and, above them, the number of threads that are
 * about to send a signal.
 *
 * <table>
 * <caption>Transitions</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>0</td><td>BLOCKED</td><td>the owner in {@link #enter()}, which returns true</td></tr>
 * <tr><td>ALERTED</td><td>0</td><td>the owner in {@code enter}, which returns false</td></tr>
 * <tr><td>0, BLOCKED</td><td>the same with ALERTED</td><td>an alerter</td></tr>
 * <tr><td>BLOCKED and ALERTED, n senders</td><td>the same, n + 1 senders</td><td>an alerter before
 *     it sends a signal</td></tr>
 * <tr><td>n senders</td><td>n - 1 senders</td><td>an alerter after it has sent the signal</td></tr>
 * <tr><td>BLOCKED, perhaps ALERTED</td><td>both flags cleared, senders unchanged</td><td>the owner
 *     in {@link #leave()}, which then waits until there are no senders</td></tr>
 * </table>
 *
 * <p><b>No alert is lost.</b> A signal that arrives after {@code enter} but before the kernel is
 * entered has no effect. It is therefore repeated while both flags are set, see {@link
 * BlockedCalls#endSoon}, until the owner has cleared them and hence has returned from its call.
 *
 * <p><b>No signal reaches a later call.</b> A signal is sent only between the increment and the
 * decrement of the number of senders. The increment requires both flags in the same atomic step, so
 * it cannot follow the owner's {@code leave}; and {@code leave} does not return while there are
 * senders.
 *
 * <p><b>No sender stays counted.</b> An alerter whose stack overflows between the two would block
 * the owner for ever. So it makes sure of its stack before the increment. If there is too little,
 * another thread sends the signal.
 *
 * <p><b>Memory effects.</b> All accesses of the int are volatile, so they have one order that all
 * threads agree on. What an alerter wrote before {@code alert} is visible to the owner after the
 * {@code enter} that returns false or the {@code leave} that returns true for it.
 *
 * <p>Source: man 7 signal ("Interruption of system calls"), man 2 tgkill.
 */
public final class ThreadAlert {
    private static final int BLOCKED = 1;
    private static final int ALERTED = 2;
    private static final int SENDER = 4; // one sender: their number is in the bits above the flags

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
     * Creates an alert whose owner is the calling thread, which must be a platform thread. Only the
     * owner may call {@code enter} and {@code leave}.
     */
    public static ThreadAlert ofCurrentThread() {
        return new ThreadAlert();
    }

    /**
     * Announces that the owner is about to block, unless an alert is pending. A pending alert is
     * consumed. If the last call was not left, because an error kept {@code leave} from running,
     * this leaves it.
     *
     * @return whether the owner may block; if so, it must call {@link #leave()} afterwards
     */
    public boolean enter() {
        if (STATE.compareAndSet(this, 0, BLOCKED)) {
            return true;
        }
        if ((leaveAny() & (BLOCKED | ALERTED))
                == BLOCKED) { // a stack overflow kept the last call from leaving
            return enter();
        }
        return false;
    }

    /**
     * Announces that the owner's call has returned. Consumes an alert that came since {@link
     * #enter()}, and blocks for some microseconds if its signal is still being sent.
     *
     * @return whether an alert was consumed
     */
    public boolean leave() {
        return (leaveAny() & ALERTED) != 0;
    }

    /** Clears both flags, and returns the state before. */
    private int leaveAny() {
        int before = (int) STATE.getAndBitwiseAnd(this, ~(BLOCKED | ALERTED));
        if (before >= SENDER) {
            awaitSenders();
        }
        return before;
    }

    /**
     * Ends the owner's blocking call, or the next one if none is under way. Does not wait for that.
     * May be called from any thread at any time.
     *
     * @throws StackOverflowError if the calling thread has no stack left. The call goes on then,
     *     and the next alert ends it.
     */
    public void alert() {
        STATE.getAndBitwiseOr(this, ALERTED); // only once: a repetition might end the next call too
        try {
            BlockedCalls.endSoon(call);
        } catch (StackOverflowError tooDeep) {
            SignalRepeater.HERE.add(call); // on a stack with room
        }
    }

    private boolean signal() {
        StackRoom.require(); // once counted, the caller must get to the end
        if (!registerSender()) {
            return false;
        }
        try {
            return owner.signal();
        } finally {
            STATE.getAndAdd(this, -SENDER);
        }
    }

    /** Counts the caller as a sender, if the owner is blocked and alerted. */
    private boolean registerSender() {
        while (true) {
            int now = (int) STATE.getVolatile(this);
            if (!isBeingEnded(now)) {
                return false;
            }
            if (STATE.compareAndSet(this, now, now + SENDER)) {
                return true;
            }
        }
    }

    private static boolean isBeingEnded(int state) {
        return (state & (BLOCKED | ALERTED)) == (BLOCKED | ALERTED);
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
            return isBeingEnded((int) STATE.getVolatile(ThreadAlert.this));
        }

        @Override
        public void awaitReturn(long until) {
            LockSupport.parkNanos(ThreadAlert.this, until - System.nanoTime());
        }
    }
}
