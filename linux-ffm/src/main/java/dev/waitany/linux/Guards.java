/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * The arenas that cannot be closed during a blocking call. An attempt to close one throws {@link
 * IllegalStateException} in the thread that closes.
 *
 * <p>The protection is the linker's: it acquires the scope of each segment argument before a call
 * and releases it afterwards. One segment per arena is enough. A call has eight such arguments, so
 * further arenas are not guarded.
 *
 * <p>Guards from {@link #of} are immutable and may be used by any thread. Those of {@link
 * ArenaCounts} change and belong to the thread of their counts; a call reads the array once, before
 * it blocks.
 */
public final class Guards {
    /** Guards no arena. */
    public static final Guards NONE = of();

    private final MemorySegment[] segments;

    private Guards(MemorySegment[] segments) {
        this.segments = segments;
    }

    /**
     * Guards what the array holds when a call begins.
     *
     * @param segments {@link SystemCall#GUARDS} elements; NULL segments guard nothing
     */
    static Guards over(MemorySegment[] segments) {
        return new Guards(segments);
    }

    /** Guards the first eight distinct arenas of these segments. */
    public static Guards of(MemorySegment... segments) {
        MemorySegment[] distinct = new MemorySegment[SystemCall.GUARDS];
        int count = 0;
        for (MemorySegment segment : segments) {
            if (count < distinct.length && !seen(distinct, count, segment)) {
                distinct[count++] = segment;
            }
        }
        Arrays.fill(distinct, count, distinct.length, MemorySegment.NULL);
        return new Guards(distinct);
    }

    private static boolean seen(MemorySegment[] distinct, int count, MemorySegment segment) {
        for (int i = 0; i < count; i++) {
            if (Objects.equals(distinct[i].scope(), segment.scope())) {
                return true;
            }
        }
        return false;
    }

    MemorySegment[] segments() {
        return segments;
    }
}
