/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/**
 * A platform thread that the alert signal can be sent to. Thread-safe.
 *
 * <p>A target is not cleared when its thread ends, and the kernel may give the id to a new thread
 * of the process. {@link ThreadAlert} and the helpers of {@code threads} therefore send only while
 * the thread is known to be in a blocking call.
 */
public final class SignalTarget {
    private final int tid;
    private final long blocked; // signals

    private SignalTarget(int tid, long blocked) {
        this.tid = tid;
        this.blocked = blocked;
    }

    /**
     * Returns the calling thread as a target. Unblocks the alert signal in that thread, which must
     * be a platform thread.
     */
    public static SignalTarget ofCurrentThread() {
        long blocked = AlertSignal.HERE.unblock();
        int tid =
                (int)
                        SystemCall.call(
                                CallState.ofThread(),
                                SystemCallNumbers.HERE.gettid(),
                                0,
                                0,
                                0,
                                0,
                                0,
                                0);
        return new SignalTarget(tid, blocked);
    }

    /**
     * Sends the signal once. If the thread is in a blocking system call, that call returns EINTR;
     * otherwise the signal has no effect.
     *
     * @return whether the thread exists
     * @throws IllegalStateException if no signal is free that the thread does not block
     */
    public boolean signal() {
        // EAGAIN counts as sent: the user's signal queue is full for now, and the signal is
        // repeated.
        return AlertSignal.HERE.send(tid, blocked) != -Errno.ESRCH;
    }
}
