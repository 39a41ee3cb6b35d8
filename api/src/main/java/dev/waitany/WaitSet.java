/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spinning.SpinLearner;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words of a wait, in order, and the value that each is expected to hold.
 *
 * <p>A set is used by one wait, or one {@link ArmedSet}, at a time. During that use a second one is
 * refused, and so are changes of the set. A set that is used for many waits causes no garbage. Not
 * thread-safe otherwise: what one thread does to the set must happen-before its use by another.
 *
 * <p>A word's index is its position in the arguments of {@link #of}, from 0 to {@link #size()} - 1.
 * A set of {@link #ofCapacity} is filled again for each wait.
 *
 * <p><b>Acting on another word than the reported one.</b> A wake on word <i>k</i> is a wake for one
 * waiter of <i>k</i>. If that waiter finds another word changed as well (many programs look for the
 * lowest changed index) and acts on that word instead, nobody acts on <i>k</i>, and other waiters
 * of <i>k</i> sleep on. Such a waiter calls {@link #forward}:
 *
 * {@snippet :
 * WaitResult result = waitAny.await(set, Deadline.never());
 * int index = set.firstChanged(); // prefers low indexes
 * if (index >= 0 && index != result.index()) {
 *     set.forward(result); // another waiter acts on the reported word
 * }
 * }
 */
public final class WaitSet {
    private final SetWords words;
    private boolean twice; // a word may be there twice
    private final SetResults woken = new SetResults(WaitResult.Kind.WOKEN);
    private final SetResults changed = new SetResults(WaitResult.Kind.CHANGED);
    private int bitset = FutexWord.ANY_BIT;
    private Surplus surplus = Surplus.FORWARD;
    private @Nullable Spin spin; // null: as the WaitAny
    private @Nullable SpinLearner learner;
    final SetUse use = new SetUse();

    private WaitSet(int capacity) {
        this.words = new SetWords(capacity);
    }

    /**
     * Returns a set of these words that expects the values they hold now.
     *
     * @param words copied; at least one, and no word twice (two objects for one address are one
     *     word)
     * @throws IllegalArgumentException if there are no words, or one is there twice
     * @throws NullPointerException if a word is null; the message names its index
     * @throws IllegalStateException if a word's arena is closed; the message names its index
     */
    public static WaitSet of(FutexWord... words) {
        if (words.length == 0) {
            throw new IllegalArgumentException("a wait needs at least one word");
        }
        WaitSet set = new WaitSet(words.length);
        for (FutexWord word : words) {
            set.append(word, 0); // until all words are there
        }
        set.words.complete();
        set.words.refresh();
        return set;
    }

    /**
     * Returns an empty set that is filled by {@link #add} before each wait, for programs that wait
     * on other words each time. A set of more words than this grows, and makes garbage once.
     *
     * <p>
     *
     * {@snippet :
     * set.clear();
     * for (Item item : items) {
     *     set.add(item.word(), item.seen());
     * }
     * WaitResult result = waitAny.await(set, Deadline.never());
     * }
     *
     * @param capacity words that the set takes without garbage
     * @throws IllegalArgumentException if the capacity is negative
     */
    public static WaitSet ofCapacity(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("a set cannot have a capacity of " + capacity);
        }
        return new WaitSet(capacity);
    }

    /**
     * Lets a word be in the set more than once, at several indexes. By default, {@link #add}
     * refuses it. A wake of such a word ends a wait at one of its indexes, and the others may count
     * as surplus wakes, which are forwarded or reported as any.
     *
     * @return this set
     * @throws IllegalStateException if the set is in use
     */
    public WaitSet allowDuplicates() {
        use.refuseChangeOf("treatment of duplicates");
        twice = true;
        return this;
    }

    /**
     * Removes all words. Options of the set are kept. Makes no garbage.
     *
     * @return this set
     * @throws IllegalStateException if the set is in use
     */
    public WaitSet clear() {
        use.refuseChangeOf("words");
        words.clear();
        return this;
    }

    /**
     * Adds a word behind the last one, at index {@link #size()}. Makes no garbage up to the
     * capacity of the set.
     *
     * @param expected the value that the word is expected to hold
     * @return this set
     * @throws IllegalArgumentException if the word is there already, unless {@link
     *     #allowDuplicates} was called
     * @throws NullPointerException if the word is null; the message names its index
     * @throws IllegalStateException if the set is in use, or the word's arena is closed
     */
    public WaitSet add(FutexWord word, int expected) {
        use.refuseChangeOf("words");
        append(word, expected);
        return this;
    }

    private void append(FutexWord word, int expected) {
        if (word == null) {
            throw new NullPointerException("word " + size() + " is null");
        }
        if (!word.isAlive()) {
            throw new IllegalStateException("word " + size() + ": its arena is closed");
        }
        words.add(word, expected, twice);
    }

    /** Returns the number of words. A wait needs at least one. */
    public int size() {
        return words.size();
    }

    /**
     * Returns the word at an index. In an {@link ArmedSet}, a removed word stays at its index until
     * another word takes the place.
     *
     * @throws IndexOutOfBoundsException if the index is not from 0 to {@link #size()} - 1
     */
    public FutexWord word(int index) {
        return words.word(index);
    }

    /**
     * Returns the value that the word at an index is expected to hold.
     *
     * @throws IndexOutOfBoundsException if the index is not from 0 to {@link #size()} - 1
     */
    public int expected(int index) {
        return words.expected(index);
    }

    /**
     * Sets the value that a word is expected to hold from now on.
     *
     * @return this set
     * @throws IndexOutOfBoundsException if the index is not from 0 to {@link #size()} - 1
     * @throws IllegalStateException if the set is in use; an {@link ArmedSet} has {@link
     *     ArmedSet#rearm} for it
     */
    public WaitSet expect(int index, int value) {
        use.refuseChangeOf("expected values");
        words.expect(index, value);
        return this;
    }

    /**
     * Sets every expected value to the value that the word holds now, read with acquire. A change
     * that no wait has reported yet is thereby lost.
     *
     * @return this set
     * @throws IllegalStateException if the set is in use, or a word's arena is closed
     */
    public WaitSet refresh() {
        use.refuseChangeOf("expected values");
        words.refresh();
        return this;
    }

    /**
     * Sets the bitset: only wakes that share a bit with it wake a wait on this set. {@link
     * FutexWord#ANY_BIT} by default. Source: man 2 futex, FUTEX_WAIT_BITSET.
     *
     * @return this set
     * @throws IllegalArgumentException if {@code bits} is 0, which no wake matches
     * @throws IllegalStateException if the set is in use
     */
    public WaitSet bitset(int bits) {
        use.refuseChangeOf("bitset");
        if (bits == 0) {
            throw new IllegalArgumentException("a bitset of 0 would be found by no wake");
        }
        this.bitset = bits;
        return this;
    }

    /** Returns the bitset that wakes are matched with. */
    public int bitset() {
        return bitset;
    }

    /**
     * Sets what happens to surplus wakes. {@link Surplus#FORWARD} by default.
     *
     * @return this set
     * @throws IllegalStateException if the set is in use
     */
    public WaitSet surplus(Surplus treatment) {
        use.refuseChangeOf("surplus");
        this.surplus = Objects.requireNonNull(treatment, "treatment");
        return this;
    }

    /** Returns what happens to surplus wakes. */
    public Surplus surplus() {
        return surplus;
    }

    /**
     * Sets how waits on this set spin before they block. By default as the {@link WaitAny} says.
     *
     * @return this set
     * @throws IllegalStateException if the set is in use
     */
    public WaitSet spin(Spin option) {
        use.refuseChangeOf("spin");
        this.spin = Objects.requireNonNull(option, "option");
        return this;
    }

    /** Returns how waits on this set spin; empty if the {@link WaitAny} decides. */
    public Optional<Spin> spin() {
        return Optional.ofNullable(spin);
    }

    /**
     * Returns the lowest index whose word does not hold its expected value, or -1 if all do. Reads
     * the words with acquire. Makes no system call.
     *
     * @throws IllegalStateException if a word's arena is closed
     */
    public int firstChanged() {
        return words.firstChanged();
    }

    /**
     * Wakes one waiter of the word that a result reports as woken, for a waiter that acts on
     * another word instead (see above). The wake matches waiters that share a bit with this set's
     * {@link #bitset() bitset}. Does nothing for a result of another kind: without a wake, no other
     * waiter missed one. One system call, or none. Makes no garbage.
     *
     * <p>Surplus wakes of the result are not forwarded by this; {@link #surplus(Surplus)} decides
     * about them. Calling this twice for one result wakes two waiters.
     *
     * @param result of a wait on this set
     * @return whether a waiter was woken
     * @throws IndexOutOfBoundsException if the result's index is not one of this set
     * @throws IllegalStateException if the word's arena is closed
     */
    public boolean forward(WaitResult result) {
        return result.kind() == WaitResult.Kind.WOKEN && word(result.index()).wake(1, bitset) > 0;
    }

    @Nullable Spin ownSpin() {
        return spin;
    }

    /** Returns what the set's user has learned about spinning; for that user. */
    SpinLearner learner() {
        SpinLearner known = learner;
        if (known == null) {
            known = new SpinLearner();
            learner = known;
        }
        return known;
    }

    /** Counts the changes of words by {@link #put}: see the SPI's StrategyAccess. */
    int generation() {
        return words.generation();
    }

    WaitResult woken(int index) {
        return woken.of(index, size());
    }

    WaitResult changed(int index) {
        return changed.of(index, size());
    }

    /** Sets an expected value for an armed set, which does so while it uses the set. */
    void expectWhileUsed(int index, int value) {
        words.expect(index, value);
    }

    /**
     * Puts a word at a place, or at the place behind the last, for an armed set, which does so
     * while it uses the set.
     */
    void put(int index, FutexWord word, int value) {
        words.put(index, word, value);
    }

    SetWords words() {
        return words;
    }

    void begin(String by) {
        use.begin(by);
    }

    void end() {
        use.end();
    }

    /** Returns an exception that names the word whose arena is closed, if that is the cause. */
    RuntimeException explain(IllegalStateException failure) {
        int closed = words.firstClosed();
        return closed < 0
                ? failure
                : new IllegalStateException(
                        "word " + closed + " of the set: its arena is closed", failure);
    }

    @Override
    public String toString() {
        return "WaitSet of " + size() + " words";
    }
}
