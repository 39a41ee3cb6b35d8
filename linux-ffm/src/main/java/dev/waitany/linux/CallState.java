/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * The memory into which the linker captures {@code errno} after a call.
 *
 * <p>A call occupies its state until it returns. An object that makes blocking calls therefore
 * {@linkplain #allocate() allocates} one for itself; calls that do not block share the one of their
 * {@linkplain #current() thread}. Not thread-safe: at most one call may use a state at a time.
 */
public final class CallState {
    /** Bytes for each state: a cache line, so that calls of two threads do not share one. */
    private static final long STRIDE = 64;

    private static final long SLAB = 64 * STRIDE;
    private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Slabs SLABS = new Slabs();
    private static final ThreadLocal<CallState> CURRENT = ThreadLocal.withInitial(SLABS::next);

    private final MemorySegment segment;

    private CallState(MemorySegment segment) {
        this.segment = segment;
    }

    /** Returns the calling thread's state, for calls that do not block. */
    public static CallState current() {
        return CURRENT.get();
    }

    /**
     * Returns a new state, for an object that makes blocking calls. Its memory is freed after the
     * garbage collector has found the state unreachable.
     */
    public static CallState allocate() {
        return SLABS.next();
    }

    MemorySegment segment() {
        return segment;
    }

    /** Converts libc's result (-1, and {@code errno} in this state) into the negated errno. */
    long result(long returned) {
        return returned == -1 ? -(int) ERRNO.get(segment, 0L) : returned;
    }

    /** Allocates states from slabs, so that 64 states share one arena and its cleaner. */
    private static final class Slabs {
        private SegmentAllocator allocator = slab();
        private long left = SLAB;

        synchronized CallState next() {
            if (left == 0) {
                allocator = slab();
                left = SLAB;
            }
            left -= STRIDE;
            return new CallState(allocator.allocate(STRIDE, STRIDE).asSlice(0, LAYOUT));
        }

        private static SegmentAllocator slab() {
            return SegmentAllocator.slicingAllocator(Arena.ofAuto().allocate(SLAB, STRIDE));
        }
    }
}
