/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux.descriptor;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Mapping;
import dev.waitany.linux.SystemCall;
import java.lang.foreign.MemorySegment;

/**
 * System calls that make file descriptors, read and write them, and wait for them with epoll.
 *
 * <p>Every descriptor that is made here is closed on exec, and does not block. All methods return
 * the call's result or the negated errno, and may be called from any thread.
 *
 * <p>Source: man 7 epoll, man 2 eventfd, timerfd_create, pidfd_open.
 */
public final class DescriptorCalls {
    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;
    public static final int EPOLL_CTL_MOD = 3;

    /** Disables a descriptor after one event, until EPOLL_CTL_MOD. */
    public static final int EPOLLONESHOT = 1 << 30;

    static final long O_CLOEXEC = 0x80000;
    static final long O_NONBLOCK = 0x800;

    private static final DescriptorCallNumbers NUMBERS = DescriptorCallNumbers.HERE;

    private DescriptorCalls() {}

    /** Makes an epoll descriptor: epoll_create1(2). */
    public static int epollCreate() {
        return plain(NUMBERS.epollCreate(), O_CLOEXEC, 0, 0, 0);
    }

    /**
     * Adds, changes or removes a descriptor of an epoll: epoll_ctl(2).
     *
     * @param event whose first element is read
     */
    public static int epollControl(int epoll, int operation, int descriptor, EpollEvents event) {
        return plain(NUMBERS.epollControl(), epoll, operation, descriptor, event.address());
    }

    /**
     * Blocks until a descriptor of an epoll is ready: epoll_pwait(2) without a signal mask.
     *
     * @param events receives as many as it has room for
     * @param millis the most to wait; 0 not to block, -1 for no limit
     * @return the number of events
     */
    public static int epollWait(CallState state, int epoll, EpollEvents events, int millis) {
        return (int)
                SystemCall.call(
                        state.segment(),
                        NUMBERS.epollWait(),
                        epoll,
                        events.address(),
                        events.capacity(),
                        millis,
                        0,
                        0);
    }

    /** Makes an eventfd whose count is 0. */
    public static int eventfd() {
        return plain(NUMBERS.eventfd(), 0, O_CLOEXEC | O_NONBLOCK, 0, 0);
    }

    /** Makes a disarmed timer on a clock: timerfd_create(2). */
    public static int timerfd(Clock clock) {
        return plain(NUMBERS.timerfdCreate(), clock.id(), O_CLOEXEC | O_NONBLOCK, 0, 0);
    }

    /**
     * Arms or disarms a timer, relative to now: timerfd_settime(2).
     *
     * @param spec a {@code struct itimerspec}: interval and first time, each in s and ns
     */
    public static int timerfdSettime(int descriptor, MemorySegment spec) {
        return plain(NUMBERS.timerfdSettime(), descriptor, 0, spec.address(), 0);
    }

    /** Makes a descriptor of a process, which is readable once the process has ended. */
    public static int pidfd(long process) {
        return plain(DescriptorCallNumbers.PIDFD_OPEN, process, 0, 0, 0);
    }

    /** Reads into the beginning of a segment. Blocks only if the descriptor does. */
    public static int read(int descriptor, MemorySegment into) {
        return plain(NUMBERS.read(), descriptor, into.address(), into.byteSize(), 0);
    }

    /** Writes a segment. Blocks only if the descriptor does. */
    public static int write(int descriptor, MemorySegment from) {
        return plain(NUMBERS.write(), descriptor, from.address(), from.byteSize(), 0);
    }

    /** Closes a descriptor. Linux releases it even if close(2) reports an error. */
    public static int close(int descriptor) {
        return Mapping.close(descriptor);
    }

    private static int plain(long number, long a, long b, long c, long d) {
        return (int) SystemCall.call(CallState.ofThread(), number, a, b, c, d, 0, 0);
    }
}
