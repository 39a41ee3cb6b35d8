/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_cqring_offsets;
import dev.waitany.linux.uapi.io_uring_cqe;
import dev.waitany.linux.uapi.io_uring_params;
import dev.waitany.linux.uapi.io_uring_probe;
import dev.waitany.linux.uapi.io_uring_probe_op;
import dev.waitany.linux.uapi.io_uring_sqe;
import dev.waitany.linux.uapi.io_uring_sync_cancel_reg;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * One io_uring: its descriptor, its two queues, and the call that submits and waits.
 *
 * <p>The thread that opens a ring is its owner, and the kernel refuses to let another thread enter
 * it. Any thread may call {@link #close()} once the owner has stopped using the ring.
 */
public final class Ring implements AutoCloseable {
    /** A time limit that never passes. */
    public static final long FOREVER = Long.MAX_VALUE;

    private static final long PATIENCE = 500_000_000; // ns
    private static final long PAUSE = 200_000; // ns
    private static final int PROBED_OPERATIONS = 256;
    private static final int EVERYTHING =
            LinuxUapi.IORING_ASYNC_CANCEL_ANY() | LinuxUapi.IORING_ASYNC_CANCEL_ALL();

    /** How long the kernel needs at most, usually, to take the waits of a closed ring off. */
    private static final long TEARDOWN = 50_000_000; // ns

    private final Arena arena;
    private final RingCalls calls;
    private final int fd;
    private final String description;
    private final SubmissionQueue submissions;
    private final CompletionQueue completions;
    private final EnterCall enter;
    private boolean shut;
    private boolean released; // by the kernel, when it was shut
    private boolean closed;

    private Ring(Arena arena, RingCalls calls, int fd, RingMode mode, RingCreation creation) {
        MemorySegment params = creation.params();
        this.arena = arena;
        this.calls = calls;
        this.fd = fd;
        this.description = mode + (creation.hasIndexArray() ? ", index array" : "");
        MemorySegment ring =
                calls.map(fd, LinuxUapi.IORING_OFF_SQ_RING(), ringBytes(params), arena);
        long entryBytes = io_uring_params.sq_entries(params) * io_uring_sqe.sizeof();
        MemorySegment entries = calls.map(fd, LinuxUapi.IORING_OFF_SQES(), entryBytes, arena);
        this.submissions = new SubmissionQueue(ring, entries, params);
        this.completions = new CompletionQueue(ring, params);
        this.enter = new EnterCall(calls, fd, submissions, arena);
    }

    /**
     * Opens a ring that belongs to the calling thread.
     *
     * @param entries submission entries, 1 to 32,768; the kernel rounds up to a power of two, and
     *     gives room for twice as many completions
     * @throws RingRefusedException with the errno, if the kernel refuses
     */
    @SuppressWarnings("MustBeClosed") // the ring closes its arena
    public static Ring open(int entries, RingMode mode, RingCalls calls) {
        Arena arena = Arena.ofShared(); // another thread than the owner usually closes the ring
        int fd = -1;
        try {
            RingCreation creation = new RingCreation(calls, mode, arena);
            fd = creation.create(entries);
            return new Ring(arena, calls, fd, mode, creation);
        } catch (Throwable failure) {
            try {
                if (fd >= 0) {
                    calls.close(fd);
                }
            } finally {
                arena.close();
            }
            throw failure;
        }
    }

    /**
     * Opens a ring as {@link #open} does, and retries for half a second if lockable memory has run
     * out. The kernel frees closed rings asynchronously, and they count until then.
     */
    public static Ring openPatiently(int entries, RingMode mode, RingCalls calls) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return open(entries, mode, calls);
            } catch (RingRefusedException refused) {
                if (refused.errno() != Errno.ENOMEM || System.nanoTime() - begin > PATIENCE) {
                    throw refused;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /** Describes the mode, and the index array if the kernel needed one. */
    public String description() {
        return description;
    }

    public int fd() {
        return fd;
    }

    public SubmissionQueue submissions() {
        return submissions;
    }

    public CompletionQueue completions() {
        return completions;
    }

    /** Makes room for one more entry, by submitting if the queue is full. */
    public void reserve() {
        if (submissions.isFull()) {
            submit();
        }
    }

    /**
     * Submits all pending entries, without waiting and without reaping.
     *
     * @throws IllegalStateException if the kernel refuses
     */
    public void submit() {
        while (submissions.pending() > 0) {
            enter.submit();
        }
    }

    /**
     * Returns the number of entries that were filled and whose completions were not consumed. Only
     * for rings on which every entry completes once.
     */
    public int outstanding() {
        return submissions.filled() - completions.consumed();
    }

    /**
     * Submits all pending entries, and waits until {@code atLeast} completions can be read, {@code
     * nanos} have passed, or a signal arrives. Also fetches completions that had overflowed.
     *
     * <p>The kernel's answer does not tell these apart: if it took entries, it returns their number
     * and not how the wait ended. So the caller looks at the completions and at the clock.
     *
     * @param nanos the longest wait; 0 or less only reaps; {@link #FOREVER} for no limit
     * @param held the arenas that stay open while the call blocks
     * @throws IllegalStateException if the kernel refuses, with the errno; or before the call, if
     *     an arena in {@code held} is closed
     */
    public void enter(int atLeast, long nanos, Guards held) {
        if (RingRecording.isOn()) {
            RingRecording.recorded(this, atLeast, () -> unrecorded(atLeast, nanos, held));
        } else {
            unrecorded(atLeast, nanos, held);
        }
    }

    private void unrecorded(int atLeast, long nanos, Guards held) {
        if (nanos == FOREVER) {
            enter.await(atLeast, held);
        } else if (nanos <= 0) {
            enter.await(0, held);
        } else {
            enter.await(atLeast, nanos, held);
        }
    }

    /** Tells whether completions can be read without entering the kernel. */
    public boolean hasCompletions() {
        return completions.available() > 0;
    }

    /**
     * Tells whether the kernel has completions that it makes when the owner enters. Makes no system
     * call. Only a {@link RingMode#DEFERRED} ring tells it. Source: man 2 io_uring_setup
     * (IORING_SETUP_TASKRUN_FLAG).
     */
    public boolean wantsEnter() {
        return submissions.wantsEnter();
    }

    /** Calls io_uring_register(2) on this ring; returns its result, or the negated errno. */
    public int register(int opcode, MemorySegment argument, int count) {
        return calls.register(fd, opcode, argument, count);
    }

    /**
     * Asks the kernel whether its rings know an operation.
     *
     * @return above 0 if they do, 0 if not, or the negated errno
     */
    public int supports(int operation) {
        try (Arena call = Arena.ofConfined()) {
            long first = io_uring_probe.ops$offset();
            long bytes = first + PROBED_OPERATIONS * io_uring_probe_op.sizeof();
            MemorySegment probe = call.allocate(bytes, Long.BYTES);
            int answer = register(LinuxUapi.IORING_REGISTER_PROBE(), probe, PROBED_OPERATIONS);
            if (answer < 0) {
                return answer;
            }
            long at = first + operation * io_uring_probe_op.sizeof();
            MemorySegment op = probe.asSlice(at, io_uring_probe_op.sizeof());
            return io_uring_probe_op.flags(op) & LinuxUapi.IO_URING_OP_SUPPORTED();
        }
    }

    /**
     * Makes the kernel cancel everything, without an enter: for a ring whose enters fail. The ring
     * is of no use afterwards. What it has completed can be read until {@link #close()}; which of
     * the other waits were woken cannot be known.
     *
     * <p>If the kernel refuses this too, it cancels when the ring is closed, asynchronously. A
     * mapping holds the ring open, so the completions of that cannot be read. A vectored wait that
     * is cancelled stays queued on its words until its completion is made, which takes an enter or
     * the end of the ring.
     *
     * @return whether the kernel has taken all waits off their words
     */
    public boolean shut() {
        if (!shut) {
            shut = true;
            try (Arena call = Arena.ofConfined()) {
                MemorySegment argument = io_uring_sync_cancel_reg.allocate(call);
                io_uring_sync_cancel_reg.fd(argument, -1);
                io_uring_sync_cancel_reg.flags(argument, EVERYTHING);
                io_uring_sync_cancel_reg.timeout(argument).fill((byte) -1);
                int answer = register(LinuxUapi.IORING_REGISTER_SYNC_CANCEL(), argument, 1);
                released =
                        (answer >= 0 || answer == -Errno.ENOENT) && !submissions.hadVectoredWaits();
            } catch (RuntimeException | Error refused) {
                released = false; // the caller throws what made it shut the ring
            }
        }
        return released;
    }

    /**
     * Closes a ring that was shut, and returns when the kernel has taken all waits off their words.
     */
    public void closeShut() {
        boolean certain = shut();
        close();
        if (!certain) {
            LockSupport.parkNanos(TEARDOWN);
        }
    }

    /** Tells whether the ring was shut or closed, and cannot be entered. */
    public boolean isShut() {
        return shut || closed;
    }

    /** Frees the ring. The kernel cancels what is pending, asynchronously. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            calls.close(fd);
        } finally {
            arena.close();
        }
    }

    /**
     * Both queues are in one mapping (IORING_FEAT_SINGLE_MMAP, Linux 5.4). Either the completion
     * entries or the index array end it.
     */
    private static long ringBytes(MemorySegment params) {
        MemorySegment offsets = io_uring_params.cq_off(params);
        long completionsEnd =
                Integer.toUnsignedLong(io_cqring_offsets.cqes(offsets))
                        + io_uring_params.cq_entries(params) * io_uring_cqe.sizeof();
        return Math.max(completionsEnd, SubmissionIndices.arrayEnd(params));
    }
}
