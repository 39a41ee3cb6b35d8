/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.StackRoom;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * An armed set for strategies that keep no set armed. Each call is a new wait on the words that are
 * armed at that moment.
 *
 * <p>A word is in one of three states. <i>Armed</i>: in {@code armed}; the next call waits for it.
 * <i>Undelivered</i>: in both {@code armed} and {@code undelivered}; a wait consumed its wake as a
 * surplus wake, and one of the next calls reports it. <i>Idle</i>: in neither; a call has reported
 * it, and {@link #rearm} makes it armed. Only the owner changes these states. A wait holds no word
 * after it has returned, so between calls another thread may close this as well.
 *
 * <p>A call looks for undelivered words first, then for changed ones, and only then blocks. Both
 * looks begin behind the word reported last, so every ready word is reported within one round.
 *
 * <p>While all words are armed, a call makes no garbage. While some are idle, it waits on a second
 * set of the armed words, which is kept until other words are armed.
 */
final class RepeatedArming implements Arming {
    private final WaitSet set;
    private final Waiter waiter;
    private final BitSet armed;
    private final BitSet undelivered;
    private final SurplusWakes surplus = new SurplusWakes();
    private final StackRoom stack = new StackRoom();
    private int turn; // the index where the next look begins

    // The armed words as a set, when some are idle: their indexes as bits and in order.
    private final BitSet ofSome = new BitSet();
    private @Nullable WaitSet some;
    private int[] places = {};

    RepeatedArming(WaitSet set, Waiter waiter) {
        this.set = set;
        this.waiter = waiter;
        this.armed = new BitSet(set.size());
        this.undelivered = new BitSet(set.size());
        armed.set(0, set.size());
    }

    @Override
    public int await(Deadline deadline) {
        int ready = poll();
        if (ready != Outcome.TIMED_OUT || deadline.hasPassed()) {
            return ready;
        }
        stack.check(); // the wait must be able to end what it begins
        return armed.cardinality() == set.size() ? awaitAll(deadline) : awaitSome(deadline);
    }

    @Override
    public int poll() {
        int pending = nextFrom(undelivered, turn);
        if (pending >= 0) {
            return ended(pending, pending);
        }
        int changed = firstChanged();
        return changed >= 0 ? ended(changed, Outcome.changed(changed)) : Outcome.TIMED_OUT;
    }

    @Override
    public void rearm(int index) {
        armed.set(index);
    }

    @Override
    public void added(int index) {
        armed.set(index);
        undelivered.set(index); // make room now: a wait must not need memory for a wake it consumed
        undelivered.clear(index);
        some = null; // it may hold the word that was at this place before
    }

    @Override
    public void disarm(int index, SurplusWakes leftOver) {
        armed.clear(index);
        if (undelivered.get(index)) {
            undelivered.clear(index);
            leftOver.add(index);
        }
    }

    @Override
    public boolean isArmed(int index) {
        return armed.get(index);
    }

    @Override
    public void alert() {
        waiter.alert();
    }

    @Override
    public void close(SurplusWakes leftOver) {
        undelivered.stream().forEach(leftOver::add);
        waiter.close();
    }

    /**
     * Closes as the owner would: between calls the kernel holds none of the words, so what was
     * consumed is known exactly.
     */
    @Override
    public void abandon(SurplusWakes suspects) {
        close(suspects);
    }

    private int awaitAll(Deadline deadline) {
        surplus.clear();
        surplus.reserve(set.size());
        int outcome;
        try {
            outcome = waiter.await(set, deadline, surplus);
        } finally { // also if the wait fails: the next calls deliver what it consumed
            for (int i = 0; i < surplus.count(); i++) {
                undelivered.set(surplus.get(i));
            }
        }
        return outcome >= 0 ? ended(outcome, outcome) : changedOr(outcome);
    }

    private int awaitSome(Deadline deadline) {
        WaitSet armedOnes = some();
        surplus.clear();
        surplus.reserve(armedOnes.size());
        int outcome;
        try {
            outcome = waiter.await(armedOnes, deadline, surplus);
        } finally {
            for (int i = 0; i < surplus.count(); i++) {
                undelivered.set(places[surplus.get(i)]);
            }
        }
        return outcome >= 0 ? ended(places[outcome], places[outcome]) : changedOr(outcome);
    }

    /**
     * Maps the outcome of a wait that ended without a wake. If the kernel saw a change, names the
     * next changed word.
     */
    private int changedOr(int outcome) {
        if (outcome == Outcome.TIMED_OUT || outcome == Outcome.ALERTED) {
            return outcome;
        }
        int changed = firstChanged();
        return changed >= 0 ? ended(changed, Outcome.changed(changed)) : Outcome.CHANGED;
    }

    private int ended(int index, int outcome) {
        armed.clear(index);
        undelivered.clear(index);
        turn = index + 1 < set.size() ? index + 1 : 0;
        return outcome;
    }

    /**
     * Finds the next changed armed word, from the turn on and around, or -1. A word that is always
     * changed therefore does not hide others.
     */
    private int firstChanged() {
        int changed = firstChanged(turn, set.size());
        return changed >= 0 ? changed : firstChanged(0, turn);
    }

    private int firstChanged(int from, int to) {
        for (int i = armed.nextSetBit(from); i >= 0 && i < to; i = armed.nextSetBit(i + 1)) {
            if (set.word(i).get() != set.expected(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the next set bit, from an index on and around, or -1. */
    private static int nextFrom(BitSet bits, int from) {
        int next = bits.nextSetBit(from);
        return next >= 0 ? next : bits.nextSetBit(0);
    }

    /** Returns the set of the armed words, with their present expected values. */
    private WaitSet some() {
        WaitSet present = some;
        if (present == null || !ofSome.equals(armed)) {
            ofSome.clear();
            ofSome.or(armed);
            places = armed.stream().toArray();
            FutexWord[] words = new FutexWord[places.length];
            for (int i = 0; i < places.length; i++) {
                words[i] = set.word(places[i]);
            }
            present = WaitSet.of(words).bitset(set.bitset());
            some = present;
        }
        for (int i = 0; i < places.length; i++) {
            present.expect(i, set.expected(places[i]));
        }
        return present;
    }
}
