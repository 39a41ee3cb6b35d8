/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * An armed set for strategies that keep nothing armed: each call is a wait of its own, on the words
 * that are armed. Further words that such a wait consumed wakes of are delivered by the next calls.
 *
 * <p>While all words are armed, a call makes no garbage; with some of them disarmed, a set of the
 * others is made, and kept until other words are armed.
 */
final class RepeatedArming implements Arming {
    private final WaitSet set;
    private final Waiter waiter;
    private final BitSet armed;
    private final BitSet undelivered;
    private final SurplusWakes surplus = new SurplusWakes();
    private int turn; // where the next look begins
    private final BitSet ofSome = new BitSet();
    private @Nullable WaitSet
            some; // the words that were armed at the last call with not all of them
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
        some = null; // it may hold the word that was here before
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
     * Between calls this arming holds nothing with the kernel, so another thread can tell as well
     * as the owner.
     */
    @Override
    public void abandon(SurplusWakes suspects) {
        close(suspects);
    }

    private int awaitAll(Deadline deadline) {
        surplus.clear();
        int outcome = waiter.await(set, deadline, surplus);
        for (int i = 0; i < surplus.count(); i++) {
            undelivered.set(surplus.get(i));
        }
        return outcome >= 0 ? ended(outcome, outcome) : changedOr(outcome);
    }

    private int awaitSome(Deadline deadline) {
        WaitSet armedOnes = some();
        surplus.clear();
        int outcome = waiter.await(armedOnes, deadline, surplus);
        for (int i = 0; i < surplus.count(); i++) {
            undelivered.set(places[surplus.get(i)]);
        }
        return outcome >= 0 ? ended(places[outcome], places[outcome]) : changedOr(outcome);
    }

    /**
     * After a wait that ended without a wake: the changed word with the lowest index, if the kernel
     * saw any change.
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
     * From the turn on and around, so that a word that is always changed does not keep others from
     * their turn.
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

    private static int nextFrom(BitSet bits, int from) {
        int next = bits.nextSetBit(from);
        return next >= 0 ? next : bits.nextSetBit(0);
    }

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
