/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of a wait, in order, and the value each is expected to hold.
 *
 * <p>Used by one wait, or one {@link ArmedSet}, at a time; a second is refused, and so is a change
 * of expected values meanwhile. Made once and used for many waits, it causes no garbage.
 */
public final class WaitSet {
    private static final VarHandle USER;

    /** Any thread but the present one: what it may access is not confined. */
    private static final Thread STRANGER = Thread.ofPlatform().name("stranger").unstarted(() -> {});

    static {
        try {
            USER = MethodHandles.lookup().findVarHandle(WaitSet.class, "user", String.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private FutexWord[] words; // the first size of them
    private int[] expected;
    private int size;
    private int generation;
    private @Nullable WaitResult @Nullable []
            woken; // results of words beyond those of KnownResults
    private @Nullable WaitResult @Nullable [] changed;
    private int bitset = FutexWord.ANY_BIT;
    private Surplus surplus = Surplus.FORWARD;

    @SuppressWarnings("unused") // through USER
    private volatile @Nullable String user;

    private WaitSet(FutexWord[] words) {
        this.words = words;
        this.size = words.length;
        this.expected = new int[size];
        for (int i = 0; i < size; i++) {
            expected[i] = words[i].get();
        }
    }

    /**
     * A set of these words that expects the values they hold now.
     *
     * @throws IllegalArgumentException for no words, or one word twice
     * @throws NullPointerException naming the place of a null
     * @throws IllegalStateException if a word's arena is closed
     */
    public static WaitSet of(FutexWord... words) {
        if (words.length == 0) {
            throw new IllegalArgumentException("a wait needs at least one word");
        }
        FutexWord[] copy = words.clone();
        Map<Long, Integer> places = HashMap.newHashMap(copy.length);
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] == null) {
                throw new NullPointerException("word " + i + " is null");
            }
            if (!copy[i].isAlive()) {
                throw new IllegalStateException("word " + i + ": its arena is closed");
            }
            Integer before = places.putIfAbsent(copy[i].address(), i);
            if (before != null) {
                throw new IllegalArgumentException(
                        "words " + before + " and " + i + " are the same: " + copy[i]);
            }
        }
        return new WaitSet(copy);
    }

    /** How many words. */
    public int size() {
        return size;
    }

    /**
     * Changes when a place gets another word, by {@link ArmedSet#add}: what a strategy has made
     * from the words is good for one generation.
     */
    public int generation() {
        return generation;
    }

    /** The word at a place. */
    public FutexWord word(int index) {
        return words[index];
    }

    /** The value the word at a place is expected to hold. */
    public int expected(int index) {
        return expected[index];
    }

    /** Expects this value of a word from now on. */
    public WaitSet expect(int index, int value) {
        refuseIfUsed("expected values");
        expected[index] = value;
        return this;
    }

    /**
     * Expects of each word the value it holds now. A change that nobody has looked at yet is
     * thereby forgotten.
     */
    public WaitSet refresh() {
        refuseIfUsed("expected values");
        for (int i = 0; i < size; i++) {
            expected[i] = words[i].get();
        }
        return this;
    }

    /**
     * Waits for wakes that share a bit with this one only; {@link FutexWord#ANY_BIT} by default.
     */
    public WaitSet bitset(int bits) {
        refuseIfUsed("bitset");
        if (bits == 0) {
            throw new IllegalArgumentException("a bitset of 0 would be found by no wake");
        }
        this.bitset = bits;
        return this;
    }

    /** The bits that wakes are matched with. */
    public int bitset() {
        return bitset;
    }

    /**
     * Wakes another waiter of the word that a result reports, because the caller does not act on
     * that word.
     *
     * @return whether a waiter was woken; false if the wait did not end by a wake
     */
    public boolean forward(WaitResult result) {
        return result.kind() == WaitResult.Kind.WOKEN
                && word(result.index()).wake(1, bitset) == 1;
    }

    /** What becomes of surplus wakes; {@link Surplus#FORWARD} by default. */
    public WaitSet surplus(Surplus treatment) {
        refuseIfUsed("surplus");
        this.surplus = Objects.requireNonNull(treatment, "treatment");
        return this;
    }

    /** What becomes of surplus wakes. */
    public Surplus surplus() {
        return surplus;
    }

    /**
     * The first place whose word does not hold its expected value, read with acquire; -1 if all do.
     */
    public int firstChanged() {
        for (int i = 0; i < size; i++) {
            if (words[i].get() != expected[i]) {
                return i;
            }
        }
        return -1;
    }

    WaitResult woken(int index) {
        if (index < WaitResult.SHARED) {
            return WaitResult.woken(index);
        }
        woken = made(woken);
        return own(woken, WaitResult.Kind.WOKEN, index);
    }

    WaitResult changed(int index) {
        if (index < WaitResult.SHARED) {
            return WaitResult.changed(index);
        }
        changed = made(changed);
        return own(changed, WaitResult.Kind.CHANGED, index);
    }

    private @Nullable WaitResult[] made(@Nullable WaitResult @Nullable [] known) {
        if (known == null) {
            return new WaitResult[size];
        }
        return known.length < size ? Arrays.copyOf(known, words.length) : known;
    }

    /**
     * Made when first needed, and kept: a wait that comes again to the same end makes no garbage.
     */
    private static WaitResult own(@Nullable WaitResult[] made, WaitResult.Kind kind, int index) {
        WaitResult known = made[index];
        if (known == null) {
            known = WaitResult.of(kind, index);
            made[index] = known;
        }
        return known;
    }

    /** For armed sets, whose expected values change while they use the set. */
    void expectWhileUsed(int index, int value) {
        expected[index] = value;
    }

    /**
     * For armed sets, whose words change while they use the set: a word at a place, or behind the
     * last.
     */
    void put(int index, FutexWord word, int value) {
        if (index == words.length) {
            words = Arrays.copyOf(words, 2 * size);
            expected = Arrays.copyOf(expected, 2 * size);
        }
        size = Math.max(size, index + 1);
        words[index] = word;
        expected[index] = value;
        generation++;
    }

    /**
     * For waits that other threads do or help with.
     *
     * @throws IllegalArgumentException naming a word whose arena is confined to one thread
     */
    public void refuseConfined() {
        for (int i = 0; i < size; i++) {
            if (isConfined(words[i])) {
                throw new IllegalArgumentException(
                        "word "
                                + i
                                + " lives in a confined arena, and other threads take part in"
                                + " this wait: use Arena.ofShared(), ofAuto() or global()");
            }
        }
    }

    static boolean isConfined(FutexWord word) {
        return !word.segment().isAccessibleBy(STRANGER);
    }

    /** Takes the set for one user, or says who has it. */
    void begin(String by) {
        Object before = USER.compareAndExchange(this, null, by);
        if (before != null) {
            throw new IllegalStateException(
                    "this set is in use by " + before + ", and a set serves one at a time");
        }
    }

    void end() {
        USER.setRelease(this, null);
    }

    private void refuseIfUsed(String what) {
        String by = user;
        if (by != null) {
            throw new IllegalStateException(
                    "the " + what + " of a set cannot change while " + by + " uses it");
        }
    }

    /** The first place whose word's arena is closed, -1 if none is. */
    int firstClosed() {
        for (int i = 0; i < size; i++) {
            if (!words[i].isAlive()) {
                return i;
            }
        }
        return -1;
    }

    /** Names the word whose arena is closed, if that is why a scan failed. */
    RuntimeException explain(IllegalStateException failure) {
        int gone = firstClosed();
        return gone < 0
                ? failure
                : new IllegalStateException(
                        "word " + gone + " of the set: its arena is closed", failure);
    }

    @Override
    public String toString() {
        return "WaitSet of " + size + " words";
    }
}
