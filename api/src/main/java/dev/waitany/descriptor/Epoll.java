/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import static dev.waitany.linux.descriptor.DescriptorCalls.EPOLLONESHOT;
import static dev.waitany.linux.descriptor.DescriptorCalls.EPOLL_CTL_ADD;
import static dev.waitany.linux.descriptor.DescriptorCalls.EPOLL_CTL_DEL;
import static dev.waitany.linux.descriptor.DescriptorCalls.EPOLL_CTL_MOD;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.linux.descriptor.EpollEvents;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An epoll, and an eventfd as the doorbell that ends its wait. Thread-safe, except that one thread
 * waits, and that the caller lets no call begin once it closes this.
 *
 * <p>A descriptor is added disabled, and each event disables it again (EPOLLONESHOT). Enabling it
 * makes epoll look at it at once, so a descriptor that has stayed ready is reported again.
 */
final class Epoll implements AutoCloseable {
    /** The number that comes with the doorbell instead of an event. */
    static final long DOORBELL = -1;

    private static final int READABLE = PollEvents.READ;
    private static final MemorySegment ONE =
            Arena.global().allocateFrom(ValueLayout.JAVA_LONG, 1).asReadOnly();
    private static final String REMEDY =
            ". Allow epoll_create1, epoll_ctl, epoll_pwait, eventfd2, read and write in the sandbox"
                    + " (seccomp), or raise the limit of open files (ulimit -n) for EMFILE";

    private final EpollCalls calls;
    private final int epoll;
    private final int doorbell;
    private final EpollEvents removal = new EpollEvents(1); // the kernel ignores it

    /**
     * Opens an epoll, and makes every call once that it will need.
     *
     * @throws IllegalStateException if one is refused; the message names it
     */
    Epoll(EpollCalls calls) {
        this.calls = calls;
        this.epoll = required("epoll_create1(2)", calls.epollCreate());
        int bell = -1;
        try {
            bell = required("eventfd2(2)", calls.eventfd());
            EpollEvents event = new EpollEvents(1).set(READABLE, DOORBELL);
            required("epoll_ctl(2)", calls.control(epoll, EPOLL_CTL_ADD, bell, event));
            required("epoll_pwait(2)", calls.await(CallState.allocate(), epoll, event, 0));
        } catch (Throwable refused) {
            if (bell >= 0) {
                calls.close(bell);
            }
            calls.close(epoll);
            throw refused;
        }
        this.doorbell = bell;
    }

    /** Adds a descriptor that is disabled until {@link #enable}; returns 0 or a negated errno. */
    int add(int descriptor, EpollEvents event) {
        return calls.control(epoll, EPOLL_CTL_ADD, descriptor, event.set(EPOLLONESHOT, 0));
    }

    /**
     * Enables a descriptor for one event, with a number that comes with it. Returns 0, or a negated
     * errno: -EBADF or -ENOENT if the number is not that of the added file any more.
     */
    int enable(int descriptor, EpollEvents event, int events, long data) {
        return calls.control(
                epoll, EPOLL_CTL_MOD, descriptor, event.set(events | EPOLLONESHOT, data));
    }

    /** Removes a descriptor. Does nothing if the number is not that of an added file any more. */
    void remove(int descriptor) {
        calls.control(epoll, EPOLL_CTL_DEL, descriptor, removal);
    }

    /** Blocks for events; returns their number or a negated errno. */
    int await(CallState state, EpollEvents events, int millis) {
        return calls.await(state, epoll, events, millis);
    }

    /** Ends the wait under way, and all later ones. */
    void ring() {
        calls.write(doorbell, ONE);
    }

    @Override
    public void close() {
        calls.close(epoll);
        calls.close(doorbell);
    }

    private static int required(String call, int result) {
        if (result < 0) {
            throw new IllegalStateException(
                    "descriptors cannot be watched here: "
                            + call
                            + ": "
                            + Errno.name(result)
                            + REMEDY);
        }
        return result;
    }
}
