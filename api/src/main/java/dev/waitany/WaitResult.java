/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a wait ended: why it returned, the word that is the reason, and its surplus wakes.
 *
 * <p>Immutable. Results without surplus wakes are shared objects, so a wait makes no garbage.
 */
public final class WaitResult {
    private static final int[] NONE = {};

    /** The reason why a wait returned. */
    public enum Kind {
        /** A wake on the word at {@link WaitResult#index()} ended the wait. */
        WOKEN,
        /** The word at {@link WaitResult#index()} did not hold its expected value. */
        CHANGED,
        /** The deadline passed first. */
        TIMED_OUT,
        /** The wait was cancelled: its future was cancelled, or its armed set was closed. */
        CANCELLED
    }

    static final WaitResult TIMED_OUT = new WaitResult(Kind.TIMED_OUT, -1, NONE, NONE);
    static final WaitResult CANCELLED = new WaitResult(Kind.CANCELLED, -1, NONE, NONE);

    /** Results of lower indexes are shared by all sets: as many as futex_waitv(2) takes words. */
    static final int SHARED = 128;

    private static final WaitResult[] WOKEN = make(Kind.WOKEN);
    private static final WaitResult[] CHANGED = make(Kind.CHANGED);

    private final Kind kind;
    private final int index;
    private final int[] surplus;
    private final int[] forwarded;

    private WaitResult(Kind kind, int index, int[] surplus, int[] forwarded) {
        this.kind = kind;
        this.index = index;
        this.surplus = surplus;
        this.forwarded = forwarded;
    }

    /** Returns the shared result; the kind is {@code WOKEN} or {@code CHANGED}. */
    static WaitResult shared(Kind kind, int index) {
        return (kind == Kind.WOKEN ? WOKEN : CHANGED)[index];
    }

    private static WaitResult[] make(Kind kind) {
        return IntStream.range(0, SHARED).mapToObj(i -> of(kind, i)).toArray(WaitResult[]::new);
    }

    static WaitResult of(Kind kind, int index) {
        return new WaitResult(kind, index, NONE, NONE);
    }

    /** Returns a result like this one with these surplus wakes; keeps the arrays. */
    WaitResult with(int[] listed, int[] passedOn) {
        return new WaitResult(kind, index, listed, passedOn);
    }

    /** Returns the reason why the wait returned. */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the index of the word that was woken or changed, or -1 for {@code TIMED_OUT} and
     * {@code CANCELLED}. It says where to look; the word's value may have changed again since.
     */
    public int index() {
        return index;
    }

    /**
     * Returns the indexes of the words whose wakes this wait consumed in addition, and that no
     * other waiter got. The caller acts on these words too, or wakes another waiter of each. Almost
     * always empty.
     *
     * @return in ascending order, each index once, even if several of its wakes were consumed; a
     *     new array unless empty
     */
    public int[] surplus() {
        return surplus.length == 0 ? surplus : surplus.clone();
    }

    /**
     * Returns the indexes of the words whose wakes this wait consumed in addition and forwarded to
     * another waiter each. Almost always empty.
     *
     * @return in ascending order, each index once, even if several of its wakes were consumed; a
     *     new array unless empty
     */
    public int[] forwarded() {
        return forwarded.length == 0 ? forwarded : forwarded.clone();
    }

    /** Returns whether a word ended the wait: {@code WOKEN} or {@code CHANGED}. */
    public boolean isReady() {
        return index >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WaitResult that
                && kind == that.kind
                && index == that.index
                && Arrays.equals(surplus, that.surplus)
                && Arrays.equals(forwarded, that.forwarded);
    }

    @Override
    public int hashCode() {
        return kind.hashCode() * 31 + index;
    }

    @Override
    public String toString() {
        return kind
                + (index < 0 ? "" : " " + index)
                + (surplus.length == 0 ? "" : " surplus " + Arrays.toString(surplus))
                + (forwarded.length == 0 ? "" : " forwarded " + Arrays.toString(forwarded));
    }
}
