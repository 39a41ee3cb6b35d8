/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.IoUring;
import dev.waitany.linux.uapi.LinuxUapi;

/**
 * The call that submits to a ring and waits on it, by whatever name the ring goes and however it
 * takes the time.
 */
final class KernelEntry {
    private static final int GET_EVENTS = LinuxUapi.IORING_ENTER_GETEVENTS();

    private final CallState state = CallState.allocate();
    private final RingDescriptor descriptor;
    private final SubmissionQueue submissions;
    private final WaitArgument argument;

    KernelEntry(RingDescriptor descriptor, SubmissionQueue submissions, WaitArgument argument) {
        this.descriptor = descriptor;
        this.submissions = submissions;
        this.argument = argument;
    }

    /** Submits only. */
    void submit() {
        submissions.publish();
        answered(
                IoUring.enter(
                        state,
                        descriptor.name(),
                        submissions.forEnter(),
                        descriptor.enterFlags() | submissions.enterFlags()));
    }

    /** Submits, and waits for completions without a limit of time. */
    void await(int atLeast, Guards held) {
        enter(atLeast, GET_EVENTS, 0, 0, held);
    }

    /**
     * Submits, and waits for completions.
     *
     * @param nanos the longest wait, above 0
     * @param leastMicros below that, fewer completions do not end it
     */
    void await(int atLeast, long nanos, int leastMicros, Guards held) {
        argument.set(nanos, leastMicros);
        enter(atLeast, GET_EVENTS | argument.enterFlags(), argument.at(), argument.bytes(), held);
    }

    private void enter(int atLeast, int flags, long at, long bytes, Guards held) {
        submissions.publish();
        answered(
                IoUring.enter(
                        state,
                        descriptor.name(),
                        submissions.forEnter(),
                        atLeast,
                        flags | descriptor.enterFlags() | submissions.enterFlags(),
                        at,
                        bytes,
                        held));
    }

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
