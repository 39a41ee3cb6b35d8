/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The arenas that an {@link ArenaHold} or a blocking call keeps open. An attempt to close one
 * meanwhile throws {@link IllegalStateException} in the thread that closes.
 *
 * <p>There may be any number of them. One segment stands for each arena, in groups of {@value
 * #GROUP}, because a method handle that takes many segments is not compiled. Arenas that no program
 * can close, automatic ones and the global one, are left out. Their memory lives while a segment is
 * reachable, and a wait keeps its words reachable.
 *
 * <p>Guards from {@link #of} do not change. Those of {@link ArenaCounts} change and belong to the
 * thread of their counts. A thread that gets guards from another one must get them by safe
 * publication.
 */
public final class Guards {
    /** The number of arenas that one method handle keeps open. */
    static final int GROUP = 8;

    /** Guards no arena. */
    public static final Guards NONE = of();

    // The JDK has one class of scopes for each kind of arena, and Scope itself does not tell.
    private static final Class<?> AUTOMATIC = Arena.ofAuto().scope().getClass();
    private static final Class<?> GLOBAL = Arena.global().scope().getClass();

    private MemorySegment[][] groups = new MemorySegment[0][];
    private int count;

    Guards() {}

    /** Guards the distinct arenas of these segments. */
    public static Guards of(MemorySegment... segments) {
        Guards guards = new Guards();
        Set<MemorySegment.Scope> seen = new HashSet<>();
        for (MemorySegment segment : segments) {
            if (canBeClosed(segment) && seen.add(segment.scope())) {
                guards.add(segment);
            }
        }
        return guards;
    }

    /** Returns whether a program can close the segment's arena. */
    static boolean canBeClosed(MemorySegment segment) {
        Class<?> kind = segment.scope().getClass();
        return kind != AUTOMATIC && kind != GLOBAL;
    }

    /** Returns the number of arenas. */
    public int count() {
        return count;
    }

    /** Adds an arena that is not there yet, at place {@link #count()}. */
    void add(MemorySegment segment) {
        int group = count / GROUP;
        if (group == groups.length) {
            MemorySegment[] added = new MemorySegment[GROUP];
            Arrays.fill(added, MemorySegment.NULL);
            groups = Arrays.copyOf(groups, group + 1);
            groups[group] = added;
        }
        groups[group][count % GROUP] = segment;
        count++;
    }

    /** Removes the arena at a place, which the last one takes. */
    void remove(int place) {
        count--;
        groups[place / GROUP][place % GROUP] = groups[count / GROUP][count % GROUP];
        groups[count / GROUP][count % GROUP] = MemorySegment.NULL;
    }

    /** Returns the segment that stands for the arena at a place. */
    MemorySegment segment(int place) {
        return groups[place / GROUP][place % GROUP];
    }

    /** Returns the number of groups that hold arenas. */
    int groups() {
        return (count + GROUP - 1) / GROUP;
    }

    /** Returns a group: {@link #GROUP} segments, of which the last ones may be NULL. */
    MemorySegment[] group(int index) {
        return groups[index];
    }

    /**
     * Guards that are filled again for one set of words after the other. Makes no garbage, unless
     * there are more arenas than ever before. Belongs to one thread.
     */
    public static final class Refilled {
        private final Guards guards = new Guards();

        // By identity: an arena has one scope object. Such a map makes no object for each entry.
        private final Set<MemorySegment.Scope> seen =
                Collections.newSetFromMap(new IdentityHashMap<>());
        private MemorySegment.Scope last = MemorySegment.NULL.scope();

        /** Guards no arena. */
        public Refilled() {}

        /** Forgets all arenas. Not to be called while they are held. */
        public void clear() {
            while (guards.count() > 0) {
                guards.remove(guards.count() - 1);
            }
            seen.clear();
            last = MemorySegment.NULL.scope();
        }

        /** Adds the arena of a segment, unless it is there or no program can close it. */
        public void add(MemorySegment segment) {
            MemorySegment.Scope scope = segment.scope();
            if (scope.equals(last)) { // neighbours are often of one arena
                return;
            }
            last = scope;
            if (canBeClosed(segment) && seen.add(scope)) {
                guards.add(segment);
            }
        }

        /** Returns the arenas. They change with this object. */
        public Guards guards() {
            return guards;
        }
    }
}
