/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/** One thread, as a target of the alert signal. Thread-safe. */
public final class SignalTarget {
    private final int tid;

    private SignalTarget(int tid) {
        this.tid = tid;
    }

    /** The calling thread, which the signal can reach from here on. A platform thread. */
    public static SignalTarget ofCurrentThread() {
        AlertSignal.INSTALLED.unblock();
        return new SignalTarget(
                (int)
                        SystemCall.call(
                                CallState.current(), Numbers.HERE.gettid(), 0, 0, 0, 0, 0, 0));
    }

    /**
     * Sends the signal once, within {@link BlockedCalls#end}: the thread's blocking system call, if
     * it is in one, returns EINTR.
     *
     * @return whether there is such a thread
     */
    public boolean signal() {
        // EAGAIN: the user's signal queue is full, and will not stay so
        return AlertSignal.INSTALLED.send(tid) != -Errno.ESRCH;
    }
}
