/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of a set and their expected values.
 *
 * <p>The generation counts the changes of words, so that a strategy knows when what it has derived
 * from them is out of date. To fill the words again makes no garbage, unless there are more of them
 * than ever before.
 *
 * <p>The table of addresses is derived from the words. It is made for the first word that is added,
 * and made again if words have been put at places since. A set that only stays what it is has none.
 *
 * <p>For the set's user.
 */
final class SetWords {
    private @Nullable AddressTable addresses; // of the words; null if it must be made
    private FutexWord[] words; // the first size of them
    private int[] expected;
    private int size;
    private int generation;
    private boolean counted; // a word may be one whose waits are counted

    /** Makes words for a set that is filled later. */
    SetWords(int capacity) {
        this.words = new FutexWord[capacity];
        this.expected = new int[capacity];
    }

    int size() {
        return size;
    }

    int generation() {
        return generation;
    }

    FutexWord word(int index) {
        return words[Objects.checkIndex(index, size)];
    }

    int expected(int index) {
        return expected[Objects.checkIndex(index, size)];
    }

    void expect(int index, int value) {
        expected[Objects.checkIndex(index, size)] = value;
    }

    /** Expects the values that the words hold now. */
    void refresh() {
        for (int i = 0; i < size; i++) {
            expected[i] = words[i].get();
        }
    }

    int firstChanged() {
        for (int i = 0; i < size; i++) {
            if (words[i].get() != expected[i]) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the index of the first word whose arena is closed, or -1. */
    int firstClosed() {
        for (int i = 0; i < size; i++) {
            if (!words[i].isAlive()) {
                return i;
            }
        }
        return -1;
    }

    /** Removes all words. They stay referenced until others take their places. */
    void clear() {
        size = 0;
        counted = false;
        generation++;
        AddressTable made = addresses;
        if (made != null) {
            made.clear();
        }
    }

    /** Gives the memory of the addresses back, of a set that is complete. */
    void complete() {
        addresses = null;
    }

    /**
     * Adds a word behind the last one.
     *
     * @throws IllegalArgumentException if the word is there already
     */
    void add(FutexWord word, int value, boolean twice) {
        if (!known().add(word.address()) && !twice) {
            throw new IllegalArgumentException(
                    "words %d and %d are the same: %s".formatted(indexOf(word), size, word));
        }
        place(size, word, value);
    }

    private AddressTable known() {
        AddressTable table = addresses;
        if (table == null) {
            table = new AddressTable(words.length);
            for (int i = 0; i < size; i++) {
                table.add(words[i].address());
            }
            addresses = table;
        }
        return table;
    }

    private int indexOf(FutexWord word) {
        int i = 0;
        while (words[i].address() != word.address()) {
            i++;
        }
        return i;
    }

    /** Puts a word at a place, or at the place behind the last. */
    void put(int index, FutexWord word, int value) {
        addresses = null;
        place(index, word, value);
    }

    private void place(int index, FutexWord word, int value) {
        if (index == words.length) {
            words = Arrays.copyOf(words, Math.max(1, 2 * size));
            expected = Arrays.copyOf(expected, words.length);
        }
        size = Math.max(size, index + 1);
        words[index] = word;
        expected[index] = value;
        counted |= word.waiters() != null;
        generation++;
    }

    /** Returns whether there may be words whose waits are counted. */
    boolean areCounted() {
        return counted;
    }

    /** Counts a wait in on each word that has a count; on all or, if this throws, on none. */
    void countIn() {
        int i = 0;
        try {
            for (; i < size; i++) {
                countIn(i);
            }
        } catch (Throwable gone) { // its arena is closed, or its file is cut
            countOut(i);
            throw gone;
        }
    }

    /** Counts a wait out on each word that has a count. Throws nothing. */
    void countOut() {
        countOut(size);
    }

    private void countOut(int end) {
        for (int i = 0; i < end; i++) {
            countOutAt(i);
        }
    }

    /** Counts a wait in on one word, if the word has a count. */
    void countIn(int index) {
        WaiterCount count = words[index].waiters();
        if (count != null) {
            count.in();
        }
    }

    /** Counts a wait out on one word, if the word has a count. Throws nothing. */
    void countOutAt(int index) {
        WaiterCount count = words[index].waiters();
        if (count != null) {
            count.out();
        }
    }
}
