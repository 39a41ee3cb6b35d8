/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * Segments whose arenas a blocking call keeps open: closing one meanwhile throws {@link
 * IllegalStateException} in the closing thread. One segment per arena is enough; the linker takes
 * eight, and arenas beyond that are not guarded.
 */
public final class Guards {
    /** Guards nothing. */
    public static final Guards NONE = of();

    private final MemorySegment[] segments;

    private Guards(MemorySegment[] segments) {
        this.segments = segments;
    }

    /** Guards what is in the array when a call is made, eight segments or NULL. */
    static Guards over(MemorySegment[] segments) {
        return new Guards(segments);
    }

    /** Guards the arenas of the first eight of these segments that differ in their arena. */
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
