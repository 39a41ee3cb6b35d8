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
    public static final Guards NONE = new Guards(new MemorySegment[0]);

    private final MemorySegment[] segments;

    private Guards(MemorySegment[] distinct) {
        this.segments = Arrays.copyOf(distinct, SystemCall.GUARDS);
        Arrays.fill(segments, distinct.length, SystemCall.GUARDS, MemorySegment.NULL);
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
        return new Guards(Arrays.copyOf(distinct, count));
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
