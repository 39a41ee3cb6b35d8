/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Guards;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** The kernel, except that one call fails, or several enters do in a row. Thread-safe. */
public final class FaultyCalls implements RingCalls {
    private final int failing;
    private final Fault fault;
    private final int times;
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile String hit = "";

    /**
     * @param failing the number of the call that fails, from 0, in the order of all threads' calls
     * @param times how many calls fail, if this and the following ones are enters
     */
    public FaultyCalls(int failing, Fault fault, int times) {
        this.failing = failing;
        this.fault = fault;
        this.times = times;
    }

    /** Tells whether the call was made that fails. */
    public boolean isHit() {
        return !hit.isEmpty();
    }

    /** Tells whether one call fails, so that a wait can always find out which wakes it consumed. */
    public boolean failsOnce() {
        return times == 1;
    }

    @Override
    public String toString() {
        return fault + " in call " + failing + " (" + hit + ")";
    }

    @Override
    public int setup(int entries, MemorySegment params) {
        if (!fails("setup")) {
            return KERNEL.setup(entries, params);
        }
        fault.throwIf(false);
        return fault.errno() != 0 ? -fault.errno() : setUpInVain(entries, params);
    }

    /** A descriptor that the caller never learns of would leak in any program. */
    private int setUpInVain(int entries, MemorySegment params) {
        int fd = KERNEL.setup(entries, params);
        if (fd >= 0) {
            KERNEL.close(fd);
        }
        fault.throwIf(true);
        return fd;
    }

    @Override
    public MemorySegment map(int fd, long offset, long bytes, Arena arena) {
        if (!fails("map")) {
            return KERNEL.map(fd, offset, bytes, arena);
        }
        if (fault.errno() != 0) {
            throw new OutOfMemoryError("mmap: " + fault);
        }
        fault.throwIf(false);
        MemorySegment mapped = KERNEL.map(fd, offset, bytes, arena);
        fault.throwIf(true);
        return mapped;
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) {
        return faulty("register", () -> KERNEL.register(fd, opcode, argument, count));
    }

    @Override
    public int enter(CallState state, int fd, int submit, int flags) {
        return faulty("submit", () -> KERNEL.enter(state, fd, submit, flags));
    }

    @Override
    public int enter(
            CallState state,
            int fd,
            int submit,
            int complete,
            int flags,
            long argument,
            long bytes,
            Guards held) {
        return faulty(
                "enter",
                () -> KERNEL.enter(state, fd, submit, complete, flags, argument, bytes, held));
    }

    /** The kernel frees the descriptor in any case. */
    @Override
    public void close(int fd) {
        KERNEL.close(fd);
        if (fault.thrown() != null && fails("close")) {
            fault.throwIf(false);
            fault.throwIf(true);
        }
    }

    private int faulty(String name, IntSupplier call) {
        if (!fails(name)) {
            return call.getAsInt();
        }
        if (fault.errno() != 0) {
            return -fault.errno();
        }
        fault.throwIf(false);
        int result = call.getAsInt();
        fault.throwIf(true);
        return result;
    }

    private boolean fails(String name) {
        int call = calls.getAndIncrement();
        boolean enters = "enter".equals(name) || "submit".equals(name);
        if (call < failing
                || (call > failing && (!isHit() || !enters))
                || failed.getAndIncrement() >= times) {
            return false;
        }
        hit = name;
        return true;
    }
}
