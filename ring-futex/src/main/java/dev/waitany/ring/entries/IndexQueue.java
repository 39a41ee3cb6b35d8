/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.entries;

/**
 * A first-in-first-out queue of word indexes. It has room for as many as there are words, so it is
 * never full. Makes no garbage. Not thread-safe.
 */
final class IndexQueue {
    private int[] items;
    private int head;
    private int size;

    IndexQueue(int capacity) {
        this.items = new int[capacity];
    }

    /** Enlarges the room. */
    void grow(int capacity) {
        int[] larger = new int[capacity];
        for (int i = 0; i < size; i++) {
            larger[i] = get(i);
        }
        items = larger;
        head = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(int index) {
        items[(head + size++) % items.length] = index;
    }

    int poll() {
        int first = items[head];
        head = (head + 1) % items.length;
        size--;
        return first;
    }

    /** Returns the i-th index from the head. */
    int get(int i) {
        return items[(head + i) % items.length];
    }

    /** Removes the i-th index from the head; the last one takes its place. */
    void swapRemove(int i) {
        items[(head + i) % items.length] = items[(head + size - 1) % items.length];
        size--;
    }

    /** Removes an index if it is present; the others keep their order. */
    void remove(int index) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int each = get(i);
            if (each != index) {
                items[(head + kept++) % items.length] = each;
            }
        }
        size = kept;
    }
}
