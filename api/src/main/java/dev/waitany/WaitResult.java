/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a wait ended. Immutable; results without surplus are shared objects, so a wait makes no
 * garbage.
 */
public final class WaitResult {
    private static final int[] NONE = {};

    /** Why a wait returned. */
    public enum Kind {
        /** A wake on the word at {@link WaitResult#index()} ended the wait. */
        WOKEN,
        /** The word at {@link WaitResult#index()} did not hold its expected value. */
        CHANGED,
        /** The deadline passed first. */
        TIMED_OUT,
        /** The wait was cancelled: its future was, or its armed set was closed. */
        CANCELLED
    }

    static final WaitResult TIMED_OUT = new WaitResult(Kind.TIMED_OUT, -1, NONE, NONE);
    static final WaitResult CANCELLED = new WaitResult(Kind.CANCELLED, -1, NONE, NONE);

    /** Results of lower indexes are the same objects for all sets: as many as futex_waitv takes. */
    static final int SHARED = 128;

    private static final WaitResult[] WOKEN = shared(Kind.WOKEN);
    private static final WaitResult[] CHANGED = shared(Kind.CHANGED);

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

    static WaitResult woken(int index) {
        return WOKEN[index];
    }

    static WaitResult changed(int index) {
        return CHANGED[index];
    }

    private static WaitResult[] shared(Kind kind) {
        return IntStream.range(0, SHARED).mapToObj(i -> of(kind, i)).toArray(WaitResult[]::new);
    }

    static WaitResult of(Kind kind, int index) {
        return new WaitResult(kind, index, NONE, NONE);
    }

    WaitResult with(int[] listed, int[] passedOn) {
        return new WaitResult(kind, index, listed, passedOn);
    }

    /** Why the wait returned. */
    public Kind kind() {
        return kind;
    }

    /**
     * The word it is about, by its place in the set; -1 for {@code TIMED_OUT} and {@code
     * CANCELLED}.
     */
    public int index() {
        return index;
    }

    /**
     * Words, by their place in the set, whose wakes this wait consumed and nobody else got. Empty
     * as a rule.
     */
    public int[] surplus() {
        return surplus.length == 0 ? surplus : surplus.clone();
    }

    /**
     * Words whose wakes this wait consumed and handed on to another waiter each. Empty as a rule.
     */
    public int[] forwarded() {
        return forwarded.length == 0 ? forwarded : forwarded.clone();
    }

    /** Whether a word ended the wait: {@code WOKEN} or {@code CHANGED}. */
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
