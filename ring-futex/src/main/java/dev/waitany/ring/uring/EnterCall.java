/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import java.lang.foreign.Arena;
import java.util.concurrent.locks.LockSupport;

/** The io_uring_enter(2) calls of one ring. Belongs to the ring's thread. */
final class EnterCall {
    private static final int GET_EVENTS = LinuxUapi.IORING_ENTER_GETEVENTS();

    private static final int MOST_REFUSALS = 1_000; // in a row; 0.2 s at least
    private static final long PAUSE = 200_000; // ns

    private final CallState state = CallState.allocate();
    private final RingCalls calls;
    private final int fd;
    private final SubmissionQueue submissions;
    private final WaitArgument argument;
    private int refusals;

    EnterCall(RingCalls calls, int fd, SubmissionQueue submissions, Arena arena) {
        this.calls = calls;
        this.fd = fd;
        this.submissions = submissions;
        this.argument = new WaitArgument(arena);
    }

    /** Submits, and does not wait. */
    void submit() {
        submissions.publish();
        int answer;
        try {
            answer = calls.enter(state, fd, submissions.pending(), 0);
        } catch (Throwable failure) { // before, in or after the system call
            submissions.askTaken();
            throw failure;
        }
        answered(answer);
    }

    /** Submits, and waits for completions without a time limit. */
    void await(int atLeast, Guards held) {
        enter(atLeast, GET_EVENTS, 0, 0, held);
    }

    /**
     * Submits, and waits for completions.
     *
     * @param nanos the longest wait, above 0
     */
    void await(int atLeast, long nanos, Guards held) {
        argument.set(nanos);
        int flags = GET_EVENTS | WaitArgument.ENTER_FLAG;
        enter(atLeast, flags, argument.address(), argument.bytes(), held);
    }

    private void enter(int atLeast, int flags, long address, long bytes, Guards held) {
        submissions.publish();
        int answer;
        try {
            answer =
                    calls.enter(
                            state, fd, submissions.pending(), atLeast, flags, address, bytes, held);
        } catch (Throwable failure) { // before, in or after the system call
            submissions.askTaken();
            throw failure;
        }
        answered(answer);
    }

    /**
     * EINTR, ETIME, EAGAIN and EBUSY end a call without harm: the caller looks at the queues and at
     * the clock. The last two mean that the kernel had no memory for a request, or that completions
     * must be read first. They end a call without harm unless they come again and again: a caller
     * that repeats the call would never end.
     */
    private void answered(int answer) {
        if (answer >= 0) {
            submissions.took(answer);
            refusals = 0;
        } else if (answer == -Errno.EAGAIN || answer == -Errno.EBUSY) {
            if (++refusals > 1) {
                LockSupport.parkNanos(PAUSE);
            }
            if (refusals > MOST_REFUSALS) {
                refusals = 0;
                throw failure(answer);
            }
        } else if (answer != -Errno.EINTR && answer != -Errno.ETIME) {
            throw failure(answer);
        }
    }

    private static IllegalStateException failure(int answer) {
        return new IllegalStateException("io_uring_enter(2): " + Errno.name(answer));
    }
}
