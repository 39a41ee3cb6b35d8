/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.Mapping;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_cqring_offsets;
import dev.waitany.linux.uapi.io_uring_cqe;
import dev.waitany.linux.uapi.io_uring_params;
import dev.waitany.linux.uapi.io_uring_sqe;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * One io_uring: its descriptor, its two queues, and the call that submits and waits. Belongs to the
 * thread that makes it; {@link #close()} is for any thread once the owner is done.
 */
final class Ring implements AutoCloseable {
    private static final long PATIENCE = 500_000_000; // ns
    private static final long PAUSE = 200_000; // ns

    /** Waits without end. */
    static final long FOREVER = Long.MAX_VALUE;

    /** As good as without end where a span must be told: 136 years. */
    private static final long FAR = 1L << 62;

    private static final long NANOS_PER_MICRO = 1_000;

    private final Arena arena;
    private final RingDescriptor descriptor;
    private final RingSetup setup;
    private final SubmissionQueue submissions;
    private final CompletionQueue completions;
    private final KernelEntry entry;
    private final boolean takesLeast;

    private Ring(Arena arena, RingDescriptor descriptor, RingOpening opening) {
        MemorySegment params = opening.params();
        int fd = descriptor.fd();
        this.arena = arena;
        this.descriptor = descriptor;
        MemorySegment ring =
                Mapping.map(fd, LinuxUapi.IORING_OFF_SQ_RING(), ringBytes(params), arena);
        long entryBytes = io_uring_params.sq_entries(params) * io_uring_sqe.sizeof();
        MemorySegment entries = Mapping.map(fd, LinuxUapi.IORING_OFF_SQES(), entryBytes, arena);
        this.submissions = new SubmissionQueue(ring, entries, params);
        this.completions = new CompletionQueue(ring, params);
        this.entry = new KernelEntry(descriptor, submissions, opening.finish(descriptor));
        this.setup = opening.setup();
        this.takesLeast =
                (io_uring_params.features(params) & LinuxUapi.IORING_FEAT_MIN_TIMEOUT()) != 0;
    }

    /** As {@link #open(int, RingSetup, RingCalls)}, with nothing beside the mode. */
    static Ring open(int entries, RingMode mode) {
        return open(entries, RingSetup.of(mode), RingCalls.KERNEL);
    }

    /**
     * As {@link #open(int, RingMode)}; where memory that may be locked has run out, tries for a
     * while. The kernel frees closed rings in its own time, and until then they count.
     */
    static Ring openPatiently(int entries, RingMode mode) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return open(entries, mode);
            } catch (RingRefusedException refused) {
                if (refused.errno() != Errno.ENOMEM || System.nanoTime() - begin > PATIENCE) {
                    throw refused;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /**
     * A ring for the calling thread.
     *
     * @param entries submission entries, a power of two up to 32,768; twice as many completions
     *     have room
     * @param wished what the kernel refuses of it is left out; see {@link #setup()}
     * @throws RingRefusedException with the errno, if the kernel refuses
     */
    @SuppressWarnings("MustBeClosed") // the ring closes its arena
    static Ring open(int entries, RingSetup wished, RingCalls kernel) {
        Arena arena = Arena.ofShared(); // closed by another thread than the owner, as a rule
        RingDescriptor descriptor = null;
        try {
            RingOpening opening = new RingOpening(kernel, wished, arena);
            descriptor = opening.open(entries);
            return new Ring(arena, descriptor, opening);
        } catch (Throwable failure) {
            if (descriptor != null) {
                descriptor.close();
            }
            arena.close();
            throw failure;
        }
    }

    /** What this ring is, which may be less than was wished for. */
    RingSetup setup() {
        return setup;
    }

    /** Whether {@link #enterForBatch} can wait for more than one. */
    boolean takesLeast() {
        return takesLeast;
    }

    int fd() {
        return descriptor.fd();
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
            entry.submit();
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
        if (RingRecording.isOn()) {
            RingRecording.recorded(this, atLeast, () -> unrecorded(atLeast, nanos, held));
        } else {
            unrecorded(atLeast, nanos, held);
        }
    }

    private void unrecorded(int atLeast, long nanos, Guards held) {
        if (nanos == FOREVER) {
            entry.await(atLeast, held);
        } else if (nanos <= 0) {
            entry.await(0, held);
        } else {
            entry.await(atLeast, nanos, 0, held);
        }
    }

    /**
     * As {@link #enter}, for completions in batches: waits for {@code atLeast} of them no longer
     * than {@code leastNanos}, and from then on for one. Before 6.12, for one from the start.
     *
     * @param leastNanos counted in whole microseconds
     * @param nanos above 0, or {@link #FOREVER}
     */
    void enterForBatch(int atLeast, long leastNanos, long nanos, Guards held) {
        if (takesLeast) {
            // Without a longest wait the kernel takes the least one for it.
            int micros = (int) Math.min(leastNanos / NANOS_PER_MICRO, Integer.MAX_VALUE);
            entry.await(atLeast, Math.min(nanos, FAR), micros, held);
        } else {
            enter(1, nanos, held);
        }
    }

    /** Whether completions can be read without entering the kernel. */
    boolean hasCompletions() {
        return completions.available() > 0;
    }

    /** The kernel cancels what is pending, in its own time. */
    @Override
    public void close() {
        descriptor.close();
        arena.close();
    }

    /**
     * Both queues are in one mapping (FEAT_SINGLE_MMAP, 5.4): the completions are its end, or the
     * index array behind them.
     */
    private static long ringBytes(MemorySegment params) {
        MemorySegment offsets = io_uring_params.cq_off(params);
        long completionsEnd =
                Integer.toUnsignedLong(io_cqring_offsets.cqes(offsets))
                        + io_uring_params.cq_entries(params) * io_uring_cqe.sizeof();
        return Math.max(completionsEnd, SubmissionIndices.arrayEnd(params));
    }
}
