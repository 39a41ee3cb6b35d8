/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.Arrays;

/**
 * Addresses of words, to find one that comes twice: a hash table with open addressing. No word is
 * at address 0, so 0 marks a free slot.
 *
 * <p>Makes no garbage unless it has to grow. A {@code HashSet} would make two objects a word.
 */
final class AddressTable {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L; // 2^64 divided by the golden ratio

    private long[] slots; // a power of two, at most half of them used
    private int used;

    AddressTable(int capacity) {
        this.slots = new long[slotsFor(capacity)];
    }

    private static int slotsFor(int capacity) {
        return Math.max(16, 2 * Integer.highestOneBit(Math.max(1, 2 * capacity - 1)));
    }

    void clear() {
        Arrays.fill(slots, 0);
        used = 0;
    }

    /** Adds an address; false if it is there already. */
    boolean add(long address) {
        if (2 * used == slots.length) {
            grow();
        }
        int slot = slotOf(address);
        if (slots[slot] == address) {
            return false;
        }
        slots[slot] = address;
        used++;
        return true;
    }

    /** Returns the slot that holds the address, or the free one where it belongs. */
    private int slotOf(long address) {
        int last = slots.length - 1;
        int slot = (int) ((address * SPREAD) >>> Long.numberOfLeadingZeros(last)); // upper bits
        while (slots[slot] != 0 && slots[slot] != address) {
            slot = (slot + 1) & last;
        }
        return slot;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[2 * before.length];
        for (long address : before) {
            if (address != 0) {
                slots[slotOf(address)] = address;
            }
        }
    }
}
