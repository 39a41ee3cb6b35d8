/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.Surplus;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Forwards or lists surplus wakes, as the set asks. Makes garbage only if there are any.
 * Thread-safe.
 */
final class SurplusTreatment {
    private static final int[] NONE = {};

    private final int wakesPerWord;

    /**
     * Makes a treatment for one strategy.
     *
     * @param wakesPerWord the largest number of wakes on one word that a wait can consume
     */
    SurplusTreatment(int wakesPerWord) {
        this.wakesPerWord = wakesPerWord;
    }

    /**
     * Returns the result, with the surplus wakes in its lists. If this throws (no memory), {@code
     * surplus} contains those that were not forwarded.
     */
    WaitResult settle(WaitSet set, WaitResult result, SurplusWakes surplus) {
        int[] forwarded = set.surplus() == Surplus.FORWARD ? forwarded(set, surplus) : NONE;
        int[] listed = new int[surplus.count()];
        for (int i = 0; i < listed.length; i++) {
            listed[i] = surplus.get(i);
        }
        Arrays.sort(listed);
        return API.with(result, listed, forwarded);
    }

    /** Forwards the wakes, and removes those from {@code surplus} that another waiter got. */
    private int[] forwarded(WaitSet set, SurplusWakes surplus) {
        int[] forwarded = new int[surplus.count()];
        int count = 0;
        for (int i = surplus.count() - 1; i >= 0; i--) {
            int index = surplus.get(i);
            if (forward(set, index)) {
                forwarded[count++] = index;
                surplus.removeAt(i);
            }
        }
        Arrays.sort(forwarded, 0, count);
        return Arrays.copyOf(forwarded, count);
    }

    /**
     * Forwards all, even under {@link Surplus#REPORT}: for waits that end without a result to list
     * them in.
     */
    void forwardAll(WaitSet set, SurplusWakes surplus) {
        Throwable thrown = null;
        for (int i = 0; i < surplus.count(); i++) {
            try {
                forward(set, surplus.get(i));
            } catch (Throwable failure) { // the others must still be forwarded
                thrown = thrown == null ? failure : thrown;
            }
        }
        if (thrown != null) {
            throw Thrown.unchecked(thrown);
        }
    }

    /** Forwards the wakes of a result that nobody will read. */
    void forwardUnread(WaitSet set, WaitResult result) {
        SurplusWakes unread = new SurplusWakes();
        if (result.kind() == WaitResult.Kind.WOKEN) {
            unread.add(result.index());
        }
        for (int index : result.surplus()) {
            unread.add(index);
        }
        forwardAll(set, unread);
    }

    /**
     * Forwards the wake of one word. The bits of the wake that was consumed are unknown. A waiter
     * that shares a bit with the set is the likeliest to have been meant, so it comes first. If
     * there is none, any waiter gets the wake, since a lost wake is worse than one too many.
     *
     * <p>If the word's memory is gone, the wake may have been meant for the next owner of that
     * memory, so it is passed on to the address.
     *
     * @return whether another waiter of the word got it
     */
    boolean forward(WaitSet set, int index) {
        FutexWord word = set.word(index);
        try {
            if (word.segment().scope().isAlive()) {
                return word.wake(wakesPerWord, set.bitset()) > 0
                        || (set.bitset() != FutexWord.ANY_BIT && word.wake(wakesPerWord) > 0);
            }
        } catch (Throwable gone) { // the other words' wakes must still be forwarded
        }
        Futex.wake(
                MemorySegment.ofAddress(word.address()),
                wakesPerWord,
                Futex.ANY_BIT,
                word.sharing() == Sharing.SHARED);
        return false;
    }
}
