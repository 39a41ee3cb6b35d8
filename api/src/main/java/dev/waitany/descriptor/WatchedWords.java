/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of a watcher, each in a slot, and the last word of each descriptor. Not thread-safe.
 */
final class WatchedWords {
    private final List<@Nullable DescriptorWord> slots = new ArrayList<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final Map<Integer, DescriptorWord> byDescriptor = new HashMap<>();

    /** Returns a slot that no word has. */
    int freeSlot() {
        if (free.isEmpty()) {
            free.add(slots.size());
            slots.add(null);
        }
        return Objects.requireNonNull(free.peekFirst());
    }

    /** Puts a word into its slot, which {@link #freeSlot} has returned. */
    void add(DescriptorWord word) {
        free.removeFirst();
        slots.set(word.slot(), word);
        byDescriptor.put(word.descriptor(), word);
    }

    /** Frees the slot of a word, if it has one still. */
    void remove(DescriptorWord word) {
        if (slots.get(word.slot()) == word) {
            slots.set(word.slot(), null);
            free.addFirst(word.slot());
            byDescriptor.remove(word.descriptor(), word);
        }
    }

    /** Returns the word that watches a descriptor, null if none does. */
    @Nullable DescriptorWord of(int descriptor) {
        return byDescriptor.get(descriptor);
    }

    /** Returns the word in a slot, null if the slot is free. */
    @Nullable DescriptorWord at(int slot) {
        return slot < slots.size() ? slots.get(slot) : null;
    }

    /** Returns the words, in a list of its own. */
    List<DescriptorWord> all() {
        List<DescriptorWord> all = new ArrayList<>();
        for (DescriptorWord word : slots) {
            if (word != null) {
                all.add(word);
            }
        }
        return all;
    }

    int slots() {
        return slots.size();
    }

    boolean isEmpty() {
        return free.size() == slots.size();
    }
}
