/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * The arenas of segments that come and go, for blocking calls to keep open: an arena is guarded as
 * long as one of its segments is here. The first eight arenas are counted, as many as the linker
 * takes. No garbage. Not thread-safe.
 */
public final class ArenaCounts {
    private final MemorySegment[] segments = new MemorySegment[SystemCall.GUARDS];
    private final int[] counts = new int[SystemCall.GUARDS];
    private final Guards guards = Guards.over(segments);

    /** No segments yet. */
    public ArenaCounts() {
        Arrays.fill(segments, MemorySegment.NULL);
    }

    /** What a call keeps open: the arenas that are counted when it is made. */
    public Guards guards() {
        return guards;
    }

    public void add(MemorySegment segment) {
        int place = find(segment);
        for (int i = 0; i < counts.length && place < 0; i++) {
            place = counts[i] == 0 ? i : -1;
        }
        if (place >= 0) {
            if (counts[place]++ == 0) {
                segments[place] = segment;
            }
        }
    }

    public void remove(MemorySegment segment) {
        int place = find(segment);
        if (place >= 0 && --counts[place] == 0) {
            segments[place] = MemorySegment.NULL;
        }
    }

    /** Whether none of the counted arenas was closed; a call that guards such a one throws. */
    public boolean areOpen() {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && !segments[i].scope().isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Counts the closed ones no longer. */
    public void forgetClosed() {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && !segments[i].scope().isAlive()) {
                counts[i] = 0;
                segments[i] = MemorySegment.NULL;
            }
        }
    }

    private int find(MemorySegment segment) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && Objects.equals(segments[i].scope(), segment.scope())) {
                return i;
            }
        }
        return -1;
    }
}
