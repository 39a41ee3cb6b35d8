/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.IoUring;
import dev.waitany.linux.Mapping;
import dev.waitany.linux.Timespec;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_cqring_offsets;
import dev.waitany.linux.uapi.io_sqring_offsets;
import dev.waitany.linux.uapi.io_uring_cqe;
import dev.waitany.linux.uapi.io_uring_getevents_arg;
import dev.waitany.linux.uapi.io_uring_params;
import dev.waitany.linux.uapi.io_uring_sqe;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A ring with an index array, which every kernel can set up. It exposes the raw interface to
 * probes. For one thread at a time.
 */
final class ProbeRing implements AutoCloseable {
    private static final int ENTRIES = 16;
    private static final VarHandle INT = JAVA_INT.varHandle();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment params = io_uring_params.allocate(arena);
    private final CallState state = CallState.allocate();
    private final int fd;
    private final MemorySegment ring;
    private final MemorySegment entries;
    private int tail;
    private int unsubmitted;

    /**
     * @throws IllegalStateException with the errno's name, if the kernel refuses
     */
    ProbeRing(int flags) {
        io_uring_params.flags(params, flags);
        fd = IoUring.setup(ENTRIES, params);
        if (fd < 0) {
            arena.close();
            throw new IllegalStateException("io_uring_setup(2): " + Errno.name(fd));
        }
        int slots = io_uring_params.sq_entries(params);
        long array = io_sqring_offsets.array(io_uring_params.sq_off(params));
        long completions = io_uring_params.cq_entries(params) * io_uring_cqe.sizeof();
        long size = Math.max(cq("cqes") + completions, array + (long) slots * Integer.BYTES);
        ring = Mapping.map(fd, LinuxUapi.IORING_OFF_SQ_RING(), size, arena);
        long bytes = slots * io_uring_sqe.sizeof();
        entries = Mapping.map(fd, LinuxUapi.IORING_OFF_SQES(), bytes, arena);
    }

    int fd() {
        return fd;
    }

    boolean hasFeature(int feature) {
        return (io_uring_params.features(params) & feature) != 0;
    }

    /** Returns the next submission queue entry, for the caller to fill. */
    RingEntry next() {
        int index = tail % io_uring_params.sq_entries(params);
        MemorySegment sqe =
                entries.asSlice(index * io_uring_sqe.sizeof(), io_uring_sqe.sizeof())
                        .fill((byte) 0);
        long array = io_sqring_offsets.array(io_uring_params.sq_off(params));
        ring.set(JAVA_INT, array + (long) index * Integer.BYTES, index);
        tail++;
        unsubmitted++;
        return new RingEntry(sqe);
    }

    /** Submits new entries and waits for completions. Returns the result of the call. */
    int enter(int atLeast, int flags, Duration timeout) {
        long sqTail = io_sqring_offsets.tail(io_uring_params.sq_off(params));
        INT.setRelease(ring, sqTail, tail);
        MemorySegment argument = io_uring_getevents_arg.allocate(arena);
        io_uring_getevents_arg.ts(
                argument, new Timespec(arena).set(timeout.toNanos()).segment().address());
        int all = LinuxUapi.IORING_ENTER_GETEVENTS() | LinuxUapi.IORING_ENTER_EXT_ARG() | flags;
        int answer =
                IoUring.enter(
                        state,
                        fd,
                        unsubmitted,
                        atLeast,
                        all,
                        argument.address(),
                        argument.byteSize(),
                        Guards.NONE);
        unsubmitted -= Math.max(0, answer);
        return answer;
    }

    /** Submits new entries and returns all completions that arrive within the timeout. */
    List<ProbeCompletion> complete(int atLeast, Duration timeout) {
        enter(atLeast, 0, timeout);
        List<ProbeCompletion> all = new ArrayList<>();
        int mask = ring.get(JAVA_INT, cq("ring_mask"));
        int head = ring.get(JAVA_INT, cq("head"));
        int end = (int) INT.getAcquire(ring, cq("tail"));
        for (; head != end; head++) {
            long at = cq("cqes") + (head & mask) * io_uring_cqe.sizeof();
            MemorySegment cqe = ring.asSlice(at, io_uring_cqe.sizeof());
            all.add(new ProbeCompletion(io_uring_cqe.user_data(cqe), io_uring_cqe.res(cqe)));
        }
        INT.setRelease(ring, cq("head"), head);
        return all;
    }

    private long cq(String field) {
        MemorySegment offsets = io_uring_params.cq_off(params);
        return switch (field) {
            case "head" -> io_cqring_offsets.head(offsets);
            case "tail" -> io_cqring_offsets.tail(offsets);
            case "ring_mask" -> io_cqring_offsets.ring_mask(offsets);
            case "cqes" -> io_cqring_offsets.cqes(offsets);
            default -> throw new IllegalArgumentException(field);
        };
    }

    @Override
    public void close() {
        Mapping.close(fd);
        arena.close();
    }
}
