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
 * Where the linker leaves errno after a call.
 *
 * <p>A blocking call keeps its state for as long as it blocks, so whoever may block owns one; short
 * calls use {@link #current()}. Not safe for use by two calls at a time.
 */
public final class CallState {
    /** A line of its own for each, so that two threads' calls do not share one. */
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

    /** The calling thread's own state, for calls that do not block. */
    public static CallState current() {
        return CURRENT.get();
    }

    /**
     * A state for an object that makes blocking calls; its memory is freed with the garbage
     * collector's help.
     */
    public static CallState allocate() {
        return SLABS.next();
    }

    MemorySegment segment() {
        return segment;
    }

    /** The libc convention (-1 and errno) turned into ours (negated errno). */
    long result(long returned) {
        return returned == -1 ? -(int) ERRNO.get(segment, 0L) : returned;
    }

    /** Hands out states from shared slabs: one cleaner per slab and not one per thread. */
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
