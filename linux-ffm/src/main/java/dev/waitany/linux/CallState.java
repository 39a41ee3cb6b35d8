/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The memory into which the linker captures {@code errno} after a call.
 *
 * <p>A call occupies its state until it returns. An object that makes blocking calls therefore
 * {@linkplain #allocate() allocates} one for itself; calls that do not block share the {@linkplain
 * #ofThread() memory of their thread}. Not thread-safe: at most one call may use a state at a time.
 */
public final class CallState {
    /** Bytes for each state: a cache line, so that calls of two threads do not share one. */
    private static final long STRIDE = 64;

    private static final long SLAB = 64 * STRIDE;
    private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Slabs SLABS = new Slabs();

    /**
     * A segment rather than a {@code CallState}: a thread keeps the value for as long as it lives,
     * and an object of this class would keep the class loader with it.
     */
    private static final ThreadLocal<@Nullable MemorySegment> OF_THREAD = new ThreadLocal<>();

    private final MemorySegment segment = SLABS.next();
    private final GuardedCall guarded = new GuardedCall();

    private CallState() {}

    /** Returns the calling thread's memory, for calls that do not block. */
    public static MemorySegment ofThread() {
        MemorySegment segment = OF_THREAD.get();
        if (segment == null) {
            segment = SLABS.next();
            OF_THREAD.set(segment);
        }
        return segment;
    }

    /**
     * Returns a new state, for an object that makes blocking calls. Its memory is freed after the
     * garbage collector has found the state unreachable.
     */
    public static CallState allocate() {
        return new CallState();
    }

    /** Returns the memory, for one call at a time. */
    public MemorySegment segment() {
        return segment;
    }

    GuardedCall guarded() {
        return guarded;
    }

    /** Converts libc's result (-1, and {@code errno} in this memory) into the negated errno. */
    static long result(MemorySegment state, long returned) {
        return returned == -1 ? -(int) ERRNO.get(state, 0L) : returned;
    }

    /**
     * A system call during which arenas cannot be closed. Keeps the arguments in fields, so that
     * the call makes no garbage.
     */
    final class GuardedCall {
        private final ArenaHold hold = new ArenaHold(this::call);
        private long number;
        private long a;
        private long b;
        private long c;
        private long d;
        private long e;
        private long f;

        /** Makes the call, and returns its result or the negated errno. */
        long make(Guards held, long number, long a, long b, long c, long d, long e, long f) {
            this.number = number;
            this.a = a;
            this.b = b;
            this.c = c;
            this.d = d;
            this.e = e;
            this.f = f;
            return hold.run(held);
        }

        private long call() {
            return SystemCall.call(segment, number, a, b, c, d, e, f);
        }
    }

    /** Allocates states from slabs, so that 64 states share one arena and its cleaner. */
    private static final class Slabs {
        private SegmentAllocator allocator = slab();
        private long left = SLAB;

        synchronized MemorySegment next() {
            if (left == 0) {
                allocator = slab();
                left = SLAB;
            }
            left -= STRIDE;
            return allocator.allocate(STRIDE, STRIDE).asSlice(0, LAYOUT);
        }

        private static SegmentAllocator slab() {
            return SegmentAllocator.slicingAllocator(Arena.ofAuto().allocate(SLAB, STRIDE));
        }
    }
}
