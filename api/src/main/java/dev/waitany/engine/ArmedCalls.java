/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.access.Confinement;
import dev.waitany.linux.InterruptHook;
import dev.waitany.linux.StackRoom;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one armed set by the thread that armed it, and its close, which may come from any
 * thread. {@link ArmedLife} says which thread may touch the arming when.
 *
 * <p>On a platform thread an {@link InterruptHook} turns an interrupt into an alert. A virtual
 * thread needs none: its arming parks it, and an interrupt ends that.
 */
public final class ArmedCalls {
    private final WaitSet set;
    private final Arming arming;
    private final Waiters waiters;
    private final SurplusTreatment treatment;
    private final ArmedPlaces places;
    private final Consumer<ArmedCalls> onClose;
    private final @Nullable InterruptHook hook; // null for a virtual thread
    private final ArmedLife life;
    private final ArmedSpin spinning;

    /** Made with the set: closing must not fail for lack of memory. For the thread that disarms. */
    private final SurplusWakes leftOver = new SurplusWakes();

    private final IntPredicate isArmed; // made with the set, for the same reason

    private int armed; // how many words are armed or ready; the owner's

    ArmedCalls(
            WaitSet set,
            Arming arming,
            Waiters waiters,
            SurplusTreatment treatment,
            ArmedPlaces places,
            ArmedSpin.Setting spin,
            Consumer<ArmedCalls> onClose) {
        this.set = set;
        this.places = places;
        this.arming = arming;
        this.isArmed = arming::isArmed;
        this.waiters = waiters;
        this.treatment = treatment;
        this.onClose = onClose;
        this.hook = Thread.currentThread().isVirtual() ? null : new InterruptHook(arming::alert);
        this.life = new ArmedLife(waiters, arming::alert, this::finish);
        this.spinning = new ArmedSpin(arming, spin, life::isClosing);
        this.armed = set.size();
        leftOver.reserve(set.size());
    }

    /** See {@link dev.waitany.ArmedSet#await(Deadline)}. */
    public WaitResult await(Deadline deadline) throws InterruptedException {
        beginWait();
        WaitResult result;
        try {
            result = block(deadline);
        } catch (Throwable failure) {
            leaveAfter(failure);
            throw failure;
        }
        try {
            life.leave();
        } catch (Throwable unreported) {
            treatment.forwardUnread(set, result);
            throw unreported;
        }
        return result;
    }

    /** Ends a call that throws. What its failure hides stays with it. */
    @SuppressWarnings("ReferenceEquality") // an exception cannot suppress itself
    private void leaveAfter(Throwable failure) {
        try {
            life.leave();
        } catch (Throwable hidden) {
            if (hidden != failure) {
                failure.addSuppressed(hidden);
            }
        }
    }

    /** See {@link dev.waitany.ArmedSet#await(int[], Deadline)}. */
    public int await(int[] ready, Deadline deadline) throws InterruptedException {
        beginWait();
        int count;
        try {
            WaitResult first = block(deadline);
            if (first.kind() == WaitResult.Kind.CANCELLED) {
                throw new IllegalStateException("the armed set was closed");
            }
            count = first.isReady() ? fill(ready, first.index()) : 0;
        } catch (Throwable failure) {
            leaveAfter(failure);
            throw failure;
        }
        try {
            life.leave();
        } catch (Throwable unreported) {
            for (int i = 0; i < count; i++) {
                treatment.forward(set, ready[i]);
            }
            throw unreported;
        }
        return count;
    }

    /** See {@link dev.waitany.ArmedSet#rearm}. */
    public void rearm(int index, int expected) {
        life.begin();
        try {
            places.refuseVacant(index);
            if (arming.isArmed(index)) {
                throw new IllegalStateException("word " + index + " is armed already");
            }
            API.expect(set, index, expected);
            arming.rearm(index);
            armed++;
        } finally {
            life.leave();
        }
    }

    /** See {@link dev.waitany.ArmedSet#add}. */
    public int add(FutexWord word, int expected) {
        if (hook == null && Confinement.isConfined(word)) {
            throw new IllegalArgumentException(
                    "the word lives in a confined arena, and another thread waits for this virtual one");
        }
        life.begin();
        try {
            leftOver.reserve(set.size() + 1);
            int index = places.put(word, expected);
            try {
                arming.added(index);
            } catch (Throwable failure) {
                places.vacate(index);
                throw failure;
            }
            armed++;
            return index;
        } finally {
            life.leave();
        }
    }

    /** See {@link dev.waitany.ArmedSet#remove}. */
    public void remove(int index) {
        StackRoom.require(); // half-way, the word would stay with the kernel
        life.begin();
        try {
            places.refuseVacant(index);
            if (arming.isArmed(index)) {
                armed--;
            }
            leftOver.clear();
            try {
                arming.disarm(index, leftOver);
            } finally {
                treatment.forwardAll(set, leftOver);
            }
            places.vacate(index);
        } finally {
            life.leave();
        }
    }

    /** See {@link dev.waitany.ArmedSet#close}. Any thread, any number of times. */
    public void close() {
        StackRoom.require(); // once the state is CLOSING, all words must be disarmed
        try {
            life.close();
        } finally {
            onClose.accept(this);
        }
    }

    private void beginWait() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        life.begin();
        if (armed == 0) {
            life.leave();
            throw new IllegalStateException("no word of the set is armed: rearm one first");
        }
    }

    private WaitResult block(Deadline deadline) throws InterruptedException {
        WaitResult early = result(spun(deadline));
        if (early != null) {
            return early;
        }
        InterruptHook interrupts = hook;
        if (interrupts == null) {
            return loop(deadline);
        }
        boolean exact = deadline.isExact() && spinning.reaches(set.size());
        WaitResult blocked;
        interrupts.begin0();
        try {
            blocked = loop(exact ? API.blocking(deadline) : deadline);
        } finally {
            interrupts.end0();
        }
        return exact && blocked.kind() == WaitResult.Kind.TIMED_OUT
                ? untilDeadline(deadline)
                : blocked;
    }

    private WaitResult untilDeadline(Deadline deadline) throws InterruptedException {
        WaitResult result;
        do { // again if an alert had no reason
            result = result(spunUntil(deadline));
        } while (result == null);
        return result;
    }

    private int fill(int[] ready, int first) {
        ready[0] = first;
        int count = 1;
        while (count < ready.length) {
            int outcome;
            try {
                outcome = arming.poll();
            } catch (Throwable failure) {
                break; // the words so far must be reported; the next call meets the failure again
            }
            if (outcome == Outcome.TIMED_OUT) {
                break;
            }
            ready[count++] = outcome >= 0 ? outcome : Outcome.changedIndex(outcome);
            armed--;
        }
        return count;
    }

    private WaitResult loop(Deadline deadline) throws InterruptedException {
        while (true) {
            WaitResult result = result(awaited(deadline));
            if (result != null) {
                return result;
            }
        }
    }

    /** Returns the result for an outcome; null if there is nothing to report. */
    private @Nullable WaitResult result(int outcome) throws InterruptedException {
        if (outcome >= 0) {
            armed--;
            return woken(outcome);
        }
        if (Outcome.isChanged(outcome)) {
            armed--;
            return API.changed(set, Outcome.changedIndex(outcome));
        }
        // Also after CHANGED: the arming may have consumed an alert on its way out.
        return outcome == Outcome.TIMED_OUT ? API.timedOut() : alerted();
    }

    private int spunUntil(Deadline deadline) {
        try {
            return spinning.untilDeadline(deadline);
        } catch (IllegalStateException failure) {
            throw places.explained(failure);
        }
    }

    private int spun(Deadline deadline) {
        try {
            return spinning.run(deadline);
        } catch (IllegalStateException failure) {
            throw places.explained(failure);
        }
    }

    private int awaited(Deadline deadline) {
        try {
            return arming.await(deadline);
        } catch (IllegalStateException failure) {
            throw places.explained(failure);
        }
    }

    /** Returns the result for a woken word. If that fails (no memory), forwards its wake. */
    private WaitResult woken(int index) {
        try {
            return API.woken(set, index);
        } catch (Throwable failure) {
            treatment.forward(set, index);
            throw failure;
        }
    }

    /** Finds the reason of an alert; null if there is none, and the call goes on. */
    private @Nullable WaitResult alerted() throws InterruptedException {
        if (life.isClosing()) {
            waiters.refuseIfClosed();
            return API.cancelled();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return null;
    }

    /** Disarms all words, as the only thread that does. */
    private void finish(boolean byOwner) {
        int gone = -1;
        try {
            try {
                gone = places.firstClosed(isArmed); // an idle word consumes nothing
            } finally {
                disarmAll(byOwner);
            }
        } finally {
            API.end(set);
            life.closed();
        }
        if (gone >= 0) {
            throw new IllegalStateException(
                    "word "
                            + gone
                            + " of the armed set: its arena was closed first. The word was armed"
                            + " until now, and may have consumed a wake for a later user of that memory");
        }
    }

    private void disarmAll(boolean byOwner) {
        leftOver.clear();
        try {
            if (byOwner) {
                arming.close(leftOver);
            } else {
                arming.abandon(leftOver);
            }
        } finally {
            treatment.forwardAll(set, leftOver);
        }
    }
}
