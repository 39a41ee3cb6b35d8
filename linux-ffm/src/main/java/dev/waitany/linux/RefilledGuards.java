/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * {@link Guards} that are filled again for one set of words after the other. Makes no garbage,
 * unless there are more arenas than ever before. Belongs to one thread.
 */
public final class RefilledGuards {
    private final Guards guards = new Guards();

    // By identity: an arena has one scope object. Such a map makes no object for each entry.
    private final Set<MemorySegment.Scope> seen =
            Collections.newSetFromMap(new IdentityHashMap<>());
    private MemorySegment.Scope last = MemorySegment.NULL.scope();

    /** Guards no arena. */
    public RefilledGuards() {}

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
        if (Guards.canBeClosed(segment) && seen.add(scope)) {
            guards.add(segment);
        }
    }

    /** Returns the arenas. They change with this object. */
    public Guards guards() {
        return guards;
    }
}
