/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Guards the arenas of a changing collection of segments, any number of them. An arena is guarded
 * while at least one of its segments has been added and not removed.
 *
 * <p>There is one entry for each arena, with the number of its segments:
 *
 * <table>
 * <caption>Transitions of an entry</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>absent or count 0</td><td>count 1, guarded</td><td>{@link #add} of the arena's first
 *     segment</td></tr>
 * <tr><td>count n</td><td>count n + 1 or n - 1</td><td>{@link #add}, {@link #remove}</td></tr>
 * <tr><td>count 1</td><td>count 0, not guarded</td><td>{@link #remove} of the last segment</td></tr>
 * <tr><td>any</td><td>count 0, not guarded</td><td>{@link #forgetClosed}, if the arena is
 *     closed</td></tr>
 * <tr><td>count 0</td><td>absent</td><td>an {@code add}, if most entries count 0</td></tr>
 * </table>
 *
 * <p>Entries that count 0 are kept for a while, so that an arena whose segments come and go makes
 * no garbage. Arenas that cannot be closed get no entry, see {@link Guards}.
 *
 * <p>Not thread-safe: the thread that adds and removes is the one that makes the blocking calls, so
 * no memory ordering is needed.
 */
public final class ArenaCounts {
    private static final int SPARE = 16; // entries that count 0 and are kept in any case

    private final Map<MemorySegment.Scope, Entry> entries = new HashMap<>();
    private final List<Entry> guarded = new ArrayList<>(); // by their place in the guards
    private final Guards guards = new Guards();

    private static final class Entry {
        int count;
        int place; // meaningful if count > 0
    }

    /** Creates an empty collection. */
    public ArenaCounts() {}

    /**
     * Returns the guards for calls: they protect the arenas that are counted when a call begins.
     */
    public Guards guards() {
        return guards;
    }

    /** Adds a segment. If this throws, nothing is added. */
    public void add(MemorySegment segment) {
        if (!Guards.canBeClosed(segment)) {
            return;
        }
        Entry entry = entries.get(segment.scope());
        if (entry == null) {
            if (entries.size() > 2 * guarded.size() + SPARE) {
                entries.values().removeIf(each -> each.count == 0);
            }
            entry = new Entry();
            entries.put(segment.scope(), entry);
        }
        if (entry.count == 0) {
            entry.place = guarded.size();
            guarded.add(entry);
            try {
                guards.add(segment);
            } catch (OutOfMemoryError full) {
                guarded.removeLast();
                throw full;
            }
        }
        entry.count++;
    }

    /** Removes a segment that was added. Ignored if its arena is not counted. */
    public void remove(MemorySegment segment) {
        Entry entry = entries.get(segment.scope());
        if (entry != null && entry.count > 0 && --entry.count == 0) {
            unguard(entry);
        }
    }

    /** Returns whether all counted arenas are open. A call that guards a closed arena throws. */
    public boolean areOpen() {
        for (int i = 0; i < guards.count(); i++) {
            if (isClosed(i)) {
                return false;
            }
        }
        return true;
    }

    /** Stops counting closed arenas. */
    public void forgetClosed() {
        for (int i = guards.count() - 1; i >= 0; i--) {
            if (isClosed(i)) {
                Entry entry = guarded.get(i);
                entry.count = 0;
                unguard(entry);
            }
        }
    }

    private boolean isClosed(int place) {
        return !guards.segment(place).scope().isAlive();
    }

    /** Takes an entry out of the guards. The last one takes its place. */
    private void unguard(Entry entry) {
        Entry last = guarded.removeLast();
        guards.remove(entry.place);
        if (last != entry) {
            last.place = entry.place;
            guarded.set(entry.place, last);
        }
    }
}
