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

    private SignalTarget(int tid) {
        this.tid = tid;
    }

    /**
     * Returns the calling thread as a target. Unblocks the alert signal in that thread, which must
     * be a platform thread.
     */
    public static SignalTarget ofCurrentThread() {
        AlertSignal.HERE.unblock();
        return new SignalTarget(
                (int)
                        SystemCall.call(
                                CallState.ofThread(),
                                SystemCallNumbers.HERE.gettid(),
                                0,
                                0,
                                0,
                                0,
                                0,
                                0));
    }

    /**
     * Sends the signal once. If the thread is in a blocking system call, that call returns EINTR;
     * otherwise the signal has no effect.
     *
     * @return whether the thread exists
     * @throws IllegalStateException if no signal is free
     */
    public boolean signal() {
        // EAGAIN counts as sent: the user's signal queue is full for now, and the signal is
        // repeated.
        return AlertSignal.HERE.send(tid) != -Errno.ESRCH;
    }
}
