/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import java.lang.foreign.Arena;

/** The io_uring_enter(2) calls of one ring. Belongs to the ring's thread. */
final class EnterCall {
    private static final int GET_EVENTS = LinuxUapi.IORING_ENTER_GETEVENTS();

    private final CallState state = CallState.allocate();
    private final RingCalls calls;
    private final int fd;
    private final SubmissionQueue submissions;
    private final WaitArgument argument;

    EnterCall(RingCalls calls, int fd, SubmissionQueue submissions, Arena arena) {
        this.calls = calls;
        this.fd = fd;
        this.submissions = submissions;
        this.argument = new WaitArgument(arena);
    }

    /** Submits, and does not wait. */
    void submit() {
        submissions.publish();
        answered(calls.enter(state, fd, submissions.pending(), 0));
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
        answered(
                calls.enter(
                        state, fd, submissions.pending(), atLeast, flags, address, bytes, held));
    }

    /**
     * EINTR, ETIME, EAGAIN and EBUSY end a call without harm: the caller looks at the queues and at
     * the clock. The last two mean that the kernel had no memory for a request, or that completions
     * must be read first.
     */
    private void answered(int answer) {
        if (answer >= 0) {
            submissions.took(answer);
        } else if (answer != -Errno.EINTR
                && answer != -Errno.ETIME
                && answer != -Errno.EAGAIN
                && answer != -Errno.EBUSY) {
            throw new IllegalStateException("io_uring_enter(2): " + Errno.name(answer));
        }
    }
}
