/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.SurplusWakes;
import java.util.Arrays;

/** Does with surplus wakes what a set asks for. Makes garbage only when there are any. */
final class SurplusTreatment {
    private final int wakesPerWord;

    /**
     * @param wakesPerWord most wakes on one word that a wait can have surplus
     */
    SurplusTreatment(int wakesPerWord) {
        this.wakesPerWord = wakesPerWord;
    }

    /** The result, with what it has to say about these surplus wakes. */
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
        return result.with(Arrays.copyOf(listed, l), Arrays.copyOf(forwarded, f));
    }

    /**
     * For waits that end without a result to list anything in: others get the wakes, whatever the
     * set asks for.
     */
    void forwardAll(WaitSet set, SurplusWakes surplus) {
        for (int i = 0; i < surplus.count(); i++) {
            forward(set, surplus.get(i));
        }
    }

    /** Hands on what a result holds that nobody will read. */
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
        return word.isAlive() && word.wake(wakesPerWord) > 0;
    }
}
