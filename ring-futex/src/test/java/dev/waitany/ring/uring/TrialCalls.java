/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.Timespec;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_sqring_offsets;
import dev.waitany.linux.uapi.io_uring_getevents_arg;
import dev.waitany.linux.uapi.io_uring_params;
import dev.waitany.linux.uapi.io_uring_rsrc_update;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sets one ring up as a {@link TrialSetup} asks, by changing the calls of an ordinary ring. What
 * the kernel refuses is left out. Belongs to the ring's owner.
 */
final class TrialCalls implements RingCalls {
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final int ANY_INDEX = -1;
    private static final int EXTENDED = LinuxUapi.IORING_ENTER_EXT_ARG();

    private final TrialSetup setup;
    private final RingCalls kernel;
    private final Thread owner = Thread.currentThread();
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment params = io_uring_params.allocate(arena);
    private final Timespec limit = new Timespec(arena);
    private final MemorySegment argument = io_uring_getevents_arg.allocate(arena);
    private @Nullable WaitRegion region;
    private @Nullable MemorySegment ring; // its queues' memory
    private int index = ANY_INDEX; // in the owner's table of rings
    private int head; // entries that the kernel's thread is known to have taken
    private long nanos; // for the next enter with registered waits
    private int leastMicros; // for each enter with a limit

    TrialCalls(TrialSetup setup, RingCalls kernel) {
        this.setup = setup;
        this.kernel = kernel;
    }

    boolean hasRegisteredDescriptor() {
        return index != ANY_INDEX;
    }

    boolean hasRegisteredWaits() {
        return region != null;
    }

    /** Tells whether an enter can wait a least time for a whole batch (Linux 6.12). */
    boolean hasLeastWait() {
        return (io_uring_params.features(params) & LinuxUapi.IORING_FEAT_MIN_TIMEOUT()) != 0;
    }

    /**
     * Enters a ring that makes these calls.
     *
     * @param least microseconds before which fewer completions than asked for do not end the wait
     */
    void enter(Ring entered, int atLeast, long limit, int least) {
        nanos = limit;
        leastMicros = least;
        entered.enter(atLeast, limit, Guards.NONE);
    }

    @Override
    public int setup(int entries, MemorySegment wished) {
        int flags = io_uring_params.flags(wished);
        if (setup.indexArray() && (flags & LinuxUapi.IORING_SETUP_NO_SQARRAY()) != 0) {
            return -Errno.EINVAL;
        }
        if (setup.kernelPolls()) {
            flags &=
                    ~(LinuxUapi.IORING_SETUP_DEFER_TASKRUN()
                            | LinuxUapi.IORING_SETUP_TASKRUN_FLAG()
                            | LinuxUapi.IORING_SETUP_COOP_TASKRUN());
            flags |= LinuxUapi.IORING_SETUP_SQPOLL();
        }
        if (setup.registeredWaits()) {
            flags |= LinuxUapi.IORING_SETUP_R_DISABLED();
        }
        io_uring_params.flags(wished, flags);
        int fd = kernel.setup(entries, wished);
        if (fd < 0) {
            return fd;
        }
        params.copyFrom(wished);
        int refused = setup.registeredWaits() ? registerWaits(fd) : 0;
        if (refused < 0) {
            kernel.close(fd);
            return refused;
        }
        if (setup.registeredDescriptor()) {
            registerDescriptor(fd);
        }
        return fd;
    }

    /** Regions can be registered only with a ring that is disabled. */
    private int registerWaits(int fd) {
        WaitRegion wanted = new WaitRegion(arena);
        region = wanted.register(kernel, fd) ? wanted : null;
        return kernel.register(fd, LinuxUapi.IORING_REGISTER_ENABLE_RINGS(), MemorySegment.NULL, 0);
    }

    /** The table has 16 places for each thread. */
    private void registerDescriptor(int fd) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment update = io_uring_rsrc_update.allocate(call);
            io_uring_rsrc_update.offset(update, ANY_INDEX);
            io_uring_rsrc_update.data(update, fd);
            if (kernel.register(fd, LinuxUapi.IORING_REGISTER_RING_FDS(), update, 1) == 1) {
                index = io_uring_rsrc_update.offset(update);
            }
        }
    }

    @Override
    public MemorySegment map(int fd, long offset, long bytes, Arena of) {
        MemorySegment mapped = kernel.map(fd, offset, bytes, of);
        if (offset == LinuxUapi.IORING_OFF_SQ_RING()) {
            ring = mapped;
        }
        return mapped;
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) {
        return kernel.register(fd, opcode, argument, count);
    }

    @Override
    public int enter(CallState state, int fd, int submit, int flags) {
        return taken(
                kernel.enter(state, name(fd), toSubmit(submit), flags | nameFlag() | wakeUp()));
    }

    @Override
    public int enter(
            CallState state,
            int fd,
            int submit,
            int complete,
            int flags,
            long address,
            long bytes,
            Guards held) {
        long at = address;
        long size = bytes;
        int all = flags | nameFlag() | wakeUp();
        if ((flags & EXTENDED) != 0) {
            WaitRegion waits = region;
            if (waits != null) {
                at = waits.argument(nanos, leastMicros);
                size = WaitRegion.ARGUMENT_BYTES;
                all |= LinuxUapi.IORING_ENTER_EXT_ARG_REG();
            } else if (leastMicros > 0) {
                at = copied(nanos, leastMicros);
            }
        }
        return taken(
                kernel.enter(state, name(fd), toSubmit(submit), complete, all, at, size, held));
    }

    private long copied(long longest, int least) {
        io_uring_getevents_arg.ts(argument, limit.set(longest).segment().address());
        io_uring_getevents_arg.min_wait_usec(argument, least);
        return argument.address();
    }

    /**
     * Removes the ring from its owner's table. Another thread has another table: if it closes the
     * ring, the owner's table keeps it until the owner ends.
     */
    @Override
    public void close(int fd) {
        if (hasRegisteredDescriptor() && Thread.currentThread() == owner) {
            try (Arena call = Arena.ofConfined()) {
                MemorySegment update = io_uring_rsrc_update.allocate(call);
                io_uring_rsrc_update.offset(update, index);
                kernel.register(fd, LinuxUapi.IORING_UNREGISTER_RING_FDS(), update, 1);
            }
        }
        kernel.close(fd);
    }

    private int name(int fd) {
        return hasRegisteredDescriptor() ? index : fd;
    }

    private int nameFlag() {
        return hasRegisteredDescriptor() ? LinuxUapi.IORING_ENTER_REGISTERED_RING() : 0;
    }

    private int toSubmit(int submit) {
        return setup.kernelPolls() ? 0 : submit;
    }

    /**
     * The kernel's thread sets its flag before it sleeps, and then reads the tail. The owner has
     * set the tail, and reads the flag after a full fence. So one of them sees the other.
     */
    private int wakeUp() {
        if (!setup.kernelPolls()) {
            return 0;
        }
        VarHandle.fullFence();
        long at = io_sqring_offsets.flags(io_uring_params.sq_off(params));
        int flags = (int) INT.getOpaque(queues(), at);
        return (flags & LinuxUapi.IORING_SQ_NEED_WAKEUP()) != 0
                ? LinuxUapi.IORING_ENTER_SQ_WAKEUP()
                : 0;
    }

    /** Of a ring that the kernel polls, the head alone tells how many entries were taken. */
    private int taken(int answer) {
        if (!setup.kernelPolls() || answer < 0) {
            return answer;
        }
        long at = io_sqring_offsets.head(io_uring_params.sq_off(params));
        int before = head;
        head = (int) INT.getAcquire(queues(), at);
        return head - before;
    }

    private MemorySegment queues() {
        return Objects.requireNonNull(ring, "the ring is not mapped yet");
    }
}
