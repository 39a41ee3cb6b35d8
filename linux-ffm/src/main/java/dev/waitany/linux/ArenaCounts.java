/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * Guards the arenas of a changing collection of segments. An arena is guarded while at least one of
 * its segments has been added and not removed.
 *
 * <p>Each of eight slots is free (count 0) or holds one arena with the number of its segments:
 *
 * <table>
 * <caption>Transitions of a slot</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>free</td><td>count 1</td><td>{@link #add} of the arena's first segment</td></tr>
 * <tr><td>count n</td><td>count n + 1 or n - 1</td><td>{@link #add}, {@link #remove}</td></tr>
 * <tr><td>count 1</td><td>free</td><td>{@link #remove} of the last segment</td></tr>
 * <tr><td>any</td><td>free</td><td>{@link #forgetClosed}, if the arena is closed</td></tr>
 * </table>
 *
 * <p>A ninth arena finds no free slot. Its segments are then ignored, also by {@code remove}, since
 * the linker guards no more than eight. If a slot becomes free later, only segments added from then
 * on are counted, and the arena may lose its guard before its last segment is removed.
 *
 * <p>Not thread-safe: the thread that adds and removes is the one that makes the blocking calls, so
 * no memory ordering is needed. Makes no garbage.
 */
public final class ArenaCounts {
    private final MemorySegment[] segments = new MemorySegment[SystemCall.GUARDS];
    private final int[] counts = new int[SystemCall.GUARDS];
    private final Guards guards = Guards.over(segments);

    /** Creates an empty collection. */
    public ArenaCounts() {
        Arrays.fill(segments, MemorySegment.NULL);
    }

    /**
     * Returns the guards for calls: they protect the arenas that are counted when a call begins.
     */
    public Guards guards() {
        return guards;
    }

    /** Adds a segment. Ignored if its arena is the ninth. */
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

    /** Removes a segment that was added. Ignored if its arena is not counted. */
    public void remove(MemorySegment segment) {
        int place = find(segment);
        if (place >= 0 && --counts[place] == 0) {
            segments[place] = MemorySegment.NULL;
        }
    }

    /** Returns whether all counted arenas are open. A call that guards a closed arena throws. */
    public boolean areOpen() {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && !segments[i].scope().isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** Frees the slots of closed arenas. */
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
