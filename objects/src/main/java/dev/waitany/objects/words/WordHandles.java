/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a domain: their handles and names. Thread-safe; its monitor is not taken by waits
 * and signals.
 *
 * <p>Objects without a name are kept weakly. A program that forgets one without closing it loses
 * only the memory of its entry, until the collector has noticed.
 */
final class WordHandles {
    // Guarded by this.
    private final Map<WordObject, Integer> handles = new WeakHashMap<>();
    private final Map<String, WordObject> named = new HashMap<>();
    private boolean closed;

    /** What was made or found. */
    record Found(WordObject object, boolean isNew) {}

    /**
     * Adds a handle to the object of a name, or makes an object. After {@link #closeAll} what it
     * makes is closed.
     */
    synchronized Found make(@Nullable String name, Supplier<WordObject> maker) {
        WordObject present = name == null ? null : named.get(name);
        if (present != null) {
            handles.merge(present, 1, Integer::sum);
            return new Found(present, false);
        }
        WordObject made = maker.get();
        if (closed) {
            made.unlock(made.lock() | ObjectWord.CLOSED);
            return new Found(made, true);
        }
        handles.put(made, 1);
        if (name != null) {
            named.put(name, made);
        }
        return new Found(made, true);
    }

    synchronized @Nullable WordObject find(String name) {
        WordObject present = named.get(name);
        if (present != null) {
            handles.merge(present, 1, Integer::sum);
        }
        return present;
    }

    /** Adds a handle. Returns false if there is none left. */
    synchronized boolean open(WordObject object) {
        return handles.computeIfPresent(object, (_, count) -> count + 1) != null;
    }

    /** Takes a handle away. Returns whether it was the last one; the name is free then. */
    synchronized boolean close(WordObject object) {
        Integer count = handles.get(object);
        if (count == null) {
            return false;
        }
        if (count > 1) {
            handles.put(object, count - 1);
            return false;
        }
        forget(object);
        return true;
    }

    /** Returns all objects that have handles, in the order in which they were made. */
    synchronized List<WordObject> all() {
        List<WordObject> all = new ArrayList<>(handles.keySet());
        all.sort((a, b) -> Long.compare(a.number, b.number));
        return all;
    }

    /** Takes all handles away, for ever. */
    synchronized List<WordObject> closeAll() {
        List<WordObject> all = all();
        closed = true;
        handles.clear();
        named.clear();
        return all;
    }

    private void forget(WordObject object) {
        handles.remove(object);
        if (object.name != null) {
            named.remove(object.name);
        }
    }
}
