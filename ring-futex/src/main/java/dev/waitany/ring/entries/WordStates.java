/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.entries;

import dev.waitany.WaitSet;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.Arrays;

/**
 * The state of each word of an armed set.
 *
 * <pre>
 *             toArm           armed               completed             deliver
 *   IDLE ------------> TO_ARM -----> ARMED --------------------> READY ---------> IDLE
 *                        |             |                           |
 *                        | takeChanged | toArm                     | remove
 *                        | or remove   |                           |
 *                        +--> IDLE     +--> TO_ARM                 +--> IDLE
 * </pre>
 *
 * <ul>
 *   <li>{@code TO_ARM}: the word's entry goes to the kernel with the next enter.
 *   <li>{@code ARMED}: the kernel has the word's wait. It is to be armed again if the wait was
 *       cancelled, failed, or was withdrawn before the kernel took it.
 *   <li>{@code READY}: the wait's completion was read, and no call has delivered it. Calls deliver
 *       ready words in the order of their completions. The state is two constants, woken and
 *       changed. Only a woken word that is not delivered is forwarded.
 *   <li>{@code IDLE}: the word has ended a call, and awaits a re-arm; or the place has no word.
 * </ul>
 *
 * <p>Not thread-safe: the owner of the armed set uses this, or the caller holds a lock.
 */
public final class WordStates {
    private static final byte IDLE = 0;
    private static final byte TO_ARM = 1;
    private static final byte ARMED = 2;
    private static final byte READY_WOKEN = 3;
    private static final byte READY_CHANGED = 4;

    private final IndexQueue toArm;
    private final IndexQueue ready;
    private byte[] states;
    private int turn; // where the search for changed words begins

    /** Makes the states of so many words, all idle. */
    public WordStates(int words) {
        this.states = new byte[words];
        this.toArm = new IndexQueue(words);
        this.ready = new IndexQueue(words);
    }

    /** Returns the number of words that have room. */
    public int room() {
        return states.length;
    }

    /** Makes room for more words. */
    public void grow(int room) {
        states = Arrays.copyOf(states, room);
        toArm.grow(room);
        ready.grow(room);
    }

    /** Makes a word one to be armed. */
    public void toArm(int index) {
        states[index] = TO_ARM;
        toArm.add(index);
    }

    /** Tells whether a word is to be armed. */
    public boolean wantArming() {
        return !toArm.isEmpty();
    }

    /** Returns the number of words that are to be armed. */
    public int countToArm() {
        return toArm.size();
    }

    /** Returns the next word to arm; the caller adds its entry, and then calls {@link #armed()}. */
    public int nextToArm() {
        return toArm.get(0);
    }

    /** Notes that the entry of {@link #nextToArm()} was added. */
    public void armed() {
        states[toArm.poll()] = ARMED;
    }

    /** Tells whether a word is neither to be armed, nor armed, nor ready. */
    public boolean isIdle(int index) {
        return states[index] == IDLE;
    }

    /** Tells whether the kernel has the word's wait. */
    public boolean isArmed(int index) {
        return states[index] == ARMED;
    }

    /** Notes that an armed word's wait was woken, or found another value. */
    public void completed(int index, boolean woken) {
        states[index] = woken ? READY_WOKEN : READY_CHANGED;
        ready.add(index);
    }

    /** Tells whether a word was woken, and no call has delivered that. */
    public boolean isWoken(int index) {
        return states[index] == READY_WOKEN;
    }

    /** Tells whether a word is ready. */
    public boolean haveReady() {
        return !ready.isEmpty();
    }

    /** Delivers the word that was ready first; returns the outcome for it. */
    public int deliver() {
        int index = ready.poll();
        boolean woken = states[index] == READY_WOKEN;
        states[index] = IDLE;
        return woken ? index : Outcome.changed(index);
    }

    /**
     * Takes one of the words to arm that is changed already, or returns -1. Such a word ends the
     * call without a system call. The search goes round from the word after the last one found, so
     * that a word that is always changed does not starve the others.
     */
    public int takeChanged(WaitSet set) {
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
        states[index] = IDLE;
        turn = index + 1 < set.size() ? index + 1 : 0;
        return index;
    }

    /**
     * Forgets a word whose wait the kernel does not have.
     *
     * @param undelivered receives the index if the word was woken and no call has delivered it
     */
    public void remove(int index, WaitSet set, SurplusWakes undelivered) {
        if (states[index] == READY_WOKEN) {
            CompletionTally.add(set, index, undelivered);
        }
        toArm.remove(index);
        ready.remove(index);
        states[index] = IDLE;
    }

    /** Adds the words that were woken and that no call has delivered. */
    public void addUndelivered(WaitSet set, SurplusWakes into) {
        addAll(READY_WOKEN, set, into);
    }

    /** Adds the words whose waits the kernel has. */
    public void addArmed(WaitSet set, SurplusWakes into) {
        addAll(ARMED, set, into);
    }

    private void addAll(byte state, WaitSet set, SurplusWakes into) {
        for (int i = 0; i < states.length; i++) {
            if (states[i] == state) {
                CompletionTally.add(set, i, into);
            }
        }
    }
}
