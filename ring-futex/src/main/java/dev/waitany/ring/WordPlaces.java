/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.WaitSet;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.Arrays;

/**
 * Where each word of an armed set is: {@code TO_ARM} (its entry goes with the next enter), {@code
 * ARMED} (the kernel has it), {@code READY} (its completion is read, and no call has delivered it),
 * or {@code IDLE}. Ready words are delivered in the order of their completions.
 */
final class WordPlaces {
    private static final byte IDLE = 0;
    private static final byte TO_ARM = 1;
    private static final byte ARMED = 2;
    private static final byte READY_WOKEN = 3;
    private static final byte READY_CHANGED = 4;

    private final IndexQueue toArm;
    private final IndexQueue ready;
    private byte[] places;
    private int turn; // where the look for changed words begins

    WordPlaces(int words) {
        this.places = new byte[words];
        this.toArm = new IndexQueue(words);
        this.ready = new IndexQueue(words);
    }

    /** How many words have room. */
    int room() {
        return places.length;
    }

    void grow(int room) {
        places = Arrays.copyOf(places, room);
        toArm.grow(room);
        ready.grow(room);
    }

    void toArm(int index) {
        places[index] = TO_ARM;
        toArm.add(index);
    }

    boolean wantArming() {
        return !toArm.isEmpty();
    }

    /** The next word to arm, which the kernel has from now on. */
    int arm() {
        int index = toArm.poll();
        places[index] = ARMED;
        return index;
    }

    boolean isIdle(int index) {
        return places[index] == IDLE;
    }

    boolean isArmed(int index) {
        return places[index] == ARMED;
    }

    /** An armed word's wait was woken, or found another value. */
    void completed(int index, boolean woken) {
        places[index] = woken ? READY_WOKEN : READY_CHANGED;
        ready.add(index);
    }

    /** An armed word's wait has ended for nothing. */
    void ended(int index) {
        places[index] = IDLE;
    }

    boolean haveReady() {
        return !ready.isEmpty();
    }

    /** The outcome for the word that was ready first. */
    int deliver() {
        int index = ready.poll();
        boolean woken = places[index] == READY_WOKEN;
        places[index] = IDLE;
        return woken ? index : Outcome.changed(index);
    }

    /**
     * Of the words to arm, one that is changed already, or -1: it ends the call without a system
     * call. The first from the turn on and around, so that a word that is always changed does not
     * keep others from their turn.
     */
    int takeChanged(WaitSet set) {
        int nearest = Integer.MAX_VALUE;
        int at = -1;
        for (int i = 0; i < toArm.size(); i++) {
            int index = toArm.get(i);
            int distance = index >= turn ? index - turn : index - turn + set.size();
            if (distance < nearest && set.word(index).get() != set.expected(index)) {
                nearest = distance;
                at = i;
            }
        }
        if (at < 0) {
            return -1;
        }
        int index = toArm.get(at);
        toArm.swapRemove(at);
        places[index] = IDLE;
        turn = index + 1 < set.size() ? index + 1 : 0;
        return index;
    }

    /** Forgets a word that the kernel does not have; a wake that no call has delivered is told. */
    void remove(int index, SurplusWakes undelivered) {
        if (places[index] == READY_WOKEN) {
            undelivered.add(index);
        }
        toArm.remove(index);
        ready.remove(index);
        places[index] = IDLE;
    }

    /** Tells of the wakes that no call has delivered. */
    void addUndelivered(SurplusWakes into) {
        addAll(READY_WOKEN, into);
    }

    /** Tells of the words that the kernel has. */
    void addArmed(SurplusWakes into) {
        addAll(ARMED, into);
    }

    private void addAll(byte place, SurplusWakes into) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place) {
                into.add(i);
            }
        }
    }
}
