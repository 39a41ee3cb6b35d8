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
    private final int wakesPerWord;

    /**
     * Makes a treatment for one strategy.
     *
     * @param wakesPerWord the largest number of wakes on one word that a wait can consume
     */
    SurplusTreatment(int wakesPerWord) {
        this.wakesPerWord = wakesPerWord;
    }

    /** Returns the result, with the surplus wakes in its lists. */
    WaitResult settle(WaitSet set, WaitResult result, SurplusWakes surplus) {
        int count = surplus.count();
        if (count == 0) {
            return result;
        }
        int[] listed = new int[count];
        int[] forwarded = new int[count];
        int l = 0;
        int f = 0;
        for (int i = 0; i < count; i++) {
            int index = surplus.get(i);
            if (set.surplus() == Surplus.FORWARD && forward(set, index)) {
                forwarded[f++] = index;
            } else {
                listed[l++] = index;
            }
        }
        Arrays.sort(listed, 0, l);
        Arrays.sort(forwarded, 0, f);
        return API.with(result, Arrays.copyOf(listed, l), Arrays.copyOf(forwarded, f));
    }

    /**
     * Forwards all, even under {@link Surplus#REPORT}: for waits that end without a result to list
     * them in.
     */
    void forwardAll(WaitSet set, SurplusWakes surplus) {
        for (int i = 0; i < surplus.count(); i++) {
            forward(set, surplus.get(i));
        }
    }

    /** Forwards the wakes of a result that nobody will read. */
    void forwardUnread(WaitSet set, WaitResult result) {
        if (result.kind() == WaitResult.Kind.WOKEN) {
            forward(set, result.index());
        }
        for (int index : result.surplus()) {
            forward(set, index);
        }
    }

    private boolean forward(WaitSet set, int index) {
        FutexWord word = set.word(index);
        if (word.segment().scope().isAlive()) {
            try {
                return word.wake(wakesPerWord) > 0;
            } catch (IllegalStateException closed) {
                // between the look and the call; the wake is passed on as below
            }
        }
        // The wake may have been meant for the next owner of the memory: pass it on to the address.
        Futex.wake(
                MemorySegment.ofAddress(word.address()),
                wakesPerWord,
                Futex.ANY_BIT,
                word.sharing() == Sharing.SHARED);
        return false;
    }
}
