/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Runs an action during which arenas cannot be closed: any number of them, and any action.
 *
 * <p>Java has no public way to keep an arena open, except one: the linker does it for the segments
 * that are passed to a native function, "during the invocation" of the method handle. The
 * invocation is longer than the native function. A function that returns a structure takes a {@code
 * SegmentAllocator}, and the handle calls it for the memory of the result while the arguments are
 * still held. The action runs in that allocator. The native function is libc's {@code div}, which
 * reads two numbers, ignores further arguments, and returns a structure in a register.
 *
 * <p>More than {@value Guards#GROUP} arenas nest: the allocator of one invocation makes the next
 * one. If an arena is closed already, its invocation throws, and the outer ones release what they
 * hold. The action has not run then. Whatever the action throws passes through and releases all.
 *
 * <p>Each arena costs about 8 ns (two atomic operations if it is shared), each group of {@value
 * Guards#GROUP} about 10 ns more. Makes no garbage. Belongs to one thread at a time; an action must
 * not run the same hold again.
 *
 * <p>Source: {@link Linker}, "A is kept alive during the invocation"; {@link SegmentAllocator};
 * jdk.internal.foreign.abi.BindingSpecializer of JDK 25. {@code ArenaHoldTest} shows it.
 */
public final class ArenaHold {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout DIV_T = MemoryLayout.structLayout(JAVA_INT, JAVA_INT);
    private static final MethodHandle DIV = div();

    private final Action action;
    private final SegmentAllocator held = this::allocate;
    private final MemorySegment quotient = MemorySegment.ofArray(new int[2]);
    private Guards guards = Guards.NONE;
    private int next; // the group that the next invocation holds
    private long result;

    /** What is done while the arenas are held. */
    public interface Action {
        /** Does it, and returns what {@link ArenaHold#run} returns. */
        long run();
    }

    /** Makes a hold for one action, to be run any number of times. */
    public ArenaHold(Action action) {
        this.action = action;
    }

    /**
     * Runs the action while the arenas are held.
     *
     * @return what the action returns
     * @throws IllegalStateException if an arena is closed; the action has not run
     * @throws WrongThreadException if an arena is confined to another thread; the action has not
     *     run
     */
    public long run(Guards arenas) {
        guards = arenas;
        next = 0;
        step();
        return result;
    }

    private void step() {
        int group = next++;
        if (group == guards.groups()) {
            result = action.run();
            return;
        }
        try {
            MemorySegment ignored =
                    (MemorySegment) DIV.invokeExact(held, 1, 1, guards.group(group));
        } catch (Throwable thrown) {
            throw Downcall.unchecked(thrown);
        }
    }

    private MemorySegment allocate(long size, long alignment) {
        step();
        return quotient;
    }

    /** Returns a handle of type (allocator, int, int, array of {@link Guards#GROUP}). */
    private static MethodHandle div() {
        MemoryLayout[] parameters = new MemoryLayout[2 + Guards.GROUP];
        Arrays.fill(parameters, 0, 2, JAVA_INT);
        Arrays.fill(parameters, 2, parameters.length, ADDRESS);
        return LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow("div"),
                        FunctionDescriptor.of(DIV_T, parameters),
                        Linker.Option.critical(false)) // returns at once; the action runs in Java
                .asSpreader(3, MemorySegment[].class, Guards.GROUP);
    }
}
