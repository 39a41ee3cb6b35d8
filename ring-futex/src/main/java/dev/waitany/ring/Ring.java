/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.IoUring;
import dev.waitany.linux.Mapping;
import dev.waitany.linux.Timespec;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_cqring_offsets;
import dev.waitany.linux.uapi.io_uring_cqe;
import dev.waitany.linux.uapi.io_uring_getevents_arg;
import dev.waitany.linux.uapi.io_uring_params;
import dev.waitany.linux.uapi.io_uring_sqe;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One io_uring: its descriptor, its two queues, and the call that submits and waits. Belongs to the
 * thread that makes it; {@link #close()} is for any thread once the owner is done.
 */
final class Ring implements AutoCloseable {
    /** Waits without end. */
    static final long FOREVER = Long.MAX_VALUE;

    private static final int GET_EVENTS = LinuxUapi.IORING_ENTER_GETEVENTS();
    private static final int WITH_TIMEOUT = GET_EVENTS | LinuxUapi.IORING_ENTER_EXT_ARG();

    private final Arena arena;
    private final int fd;
    private final SubmissionQueue submissions;
    private final CompletionQueue completions;
    private final CallState state = CallState.allocate();
    private final Timespec timeout;
    private final MemorySegment timeoutArgument;

    private Ring(Arena arena, int fd, MemorySegment params) {
        this.arena = arena;
        this.fd = fd;
        MemorySegment ring =
                Mapping.map(fd, LinuxUapi.IORING_OFF_SQ_RING(), ringBytes(params), arena);
        long entryBytes = io_uring_params.sq_entries(params) * io_uring_sqe.sizeof();
        MemorySegment entries = Mapping.map(fd, LinuxUapi.IORING_OFF_SQES(), entryBytes, arena);
        this.submissions = new SubmissionQueue(ring, entries, params);
        this.completions = new CompletionQueue(ring, params);
        this.timeout = new Timespec(arena);
        this.timeoutArgument = io_uring_getevents_arg.allocate(arena);
        io_uring_getevents_arg.ts(timeoutArgument, timeout.segment().address());
    }

    /**
     * A ring for the calling thread.
     *
     * @param entries submission entries, a power of two up to 32,768; twice as many completions
     *     have room
     * @throws RingRefusedException with the errno, if the kernel refuses
     */
    @SuppressWarnings("MustBeClosed") // the ring closes its arena
    static Ring open(int entries, RingMode mode) {
        Arena arena = Arena.ofShared(); // closed by another thread than the owner, as a rule
        int fd = -1;
        try {
            MemorySegment params = io_uring_params.allocate(arena);
            io_uring_params.flags(params, mode.flags());
            fd = IoUring.setup(entries, params);
            if (fd < 0) {
                throw new RingRefusedException(-fd);
            }
            return new Ring(arena, fd, params);
        } catch (Throwable failure) {
            if (fd >= 0) {
                Mapping.close(fd);
            }
            arena.close();
            throw failure;
        }
    }

    int fd() {
        return fd;
    }

    SubmissionQueue submissions() {
        return submissions;
    }

    CompletionQueue completions() {
        return completions;
    }

    /** Makes room for one more entry. */
    void reserve() {
        if (submissions.isFull()) {
            submit();
        }
    }

    /** Hands all pending entries to the kernel, without waiting and without reaping. */
    void submit() {
        while (submissions.pending() > 0) {
            submissions.publish();
            int taken = IoUring.enter(state, fd, submissions.pending(), 0);
            if (taken >= 0) {
                submissions.took(taken);
            } else if (taken != -Errno.EINTR && taken != -Errno.EAGAIN && taken != -Errno.EBUSY) {
                throw new IllegalStateException("io_uring_enter(2): " + Errno.name(taken));
            }
        }
    }

    /**
     * Hands all pending entries to the kernel and waits until {@code atLeast} completions can be
     * read, {@code nanos} have passed, or a signal comes. Completions that overflowed come with it.
     *
     * <p>What it answers does not tell these apart (when it took entries, the kernel answers their
     * number and keeps quiet about how the waiting ended), so the caller looks at the completions
     * and at the clock.
     *
     * @param nanos 0 or less: reap what is there; {@link #FOREVER}
     * @param held arenas that must stay open meanwhile
     */
    void enter(int atLeast, long nanos, Guards held) {
        submissions.publish();
        int submit = submissions.pending();
        int answer;
        if (nanos == FOREVER) {
            answer =
                    IoUring.enter(state, fd, submit, atLeast, GET_EVENTS, MemorySegment.NULL, held);
        } else if (nanos <= 0) {
            answer = IoUring.enter(state, fd, submit, 0, GET_EVENTS, MemorySegment.NULL, held);
        } else {
            timeout.set(nanos);
            answer = IoUring.enter(state, fd, submit, atLeast, WITH_TIMEOUT, timeoutArgument, held);
        }
        if (answer >= 0) {
            submissions.took(answer);
        } else if (answer != -Errno.EINTR
                && answer != -Errno.ETIME
                && answer != -Errno.EAGAIN
                && answer != -Errno.EBUSY) {
            throw new IllegalStateException("io_uring_enter(2): " + Errno.name(answer));
        }
    }

    /** Whether completions can be read without entering the kernel. */
    boolean hasCompletions() {
        return completions.available() > 0;
    }

    /** The kernel cancels what is pending, in its own time. */
    @Override
    public void close() {
        Mapping.close(fd);
        arena.close();
    }

    /** Both queues are in one mapping (FEAT_SINGLE_MMAP, 5.4), and the completions are its end. */
    private static long ringBytes(MemorySegment params) {
        MemorySegment offsets = io_uring_params.cq_off(params);
        return Integer.toUnsignedLong(io_cqring_offsets.cqes(offsets))
                + io_uring_params.cq_entries(params) * io_uring_cqe.sizeof();
    }
}
