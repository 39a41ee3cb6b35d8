/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.InterruptHook;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one armed set by the platform thread that armed it, and its close, which may come
 * from any thread.
 *
 * <ul>
 *   <li>IDLE to BUSY, by the owner: a call begins.
 *   <li>BUSY to IDLE, by the owner: the call ends.
 *   <li>IDLE to CLOSING, by any closer: the closer disarms the words itself.
 *   <li>BUSY to CLOSING, by any closer: the closer alerts the owner. The owner disarms the words
 *       when its call ends.
 *   <li>CLOSING to CLOSED, by the thread that disarmed the words: the kernel holds none of them.
 * </ul>
 *
 * <p>Every transition is a compare-and-set on one field, except the last, which only the thread
 * that disarms makes. So exactly one thread disarms. The arming has no other synchronization: only
 * the thread that has made the state BUSY or CLOSING (from IDLE) touches it, except for {@code
 * alert}. The compare-and-sets publish what the owner did to it to another thread that closes it.
 * Closers that come later wait for CLOSED.
 *
 * <p>A closer repeats its alert until the state is CLOSED, because a call that ends by itself may
 * consume an alert on its way out.
 */
final class ArmedWait {
    private enum State {
        IDLE,
        BUSY,
        CLOSING,
        CLOSED
    }

    private static final long CLOSER_PAUSE = 50_000; // ns between alerts

    private final Thread owner = Thread.currentThread();
    private final WaitSet set;
    private final Arming arming;
    private final Waiters waiters;
    private final SurplusTreatment treatment;
    private final ArmedPlaces places;
    private final InterruptHook hook;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    /** Made with the set: closing must not fail for lack of memory. For the thread that disarms. */
    private final SurplusWakes leftOver = new SurplusWakes();

    private int armed; // how many words are armed or ready; the owner's

    ArmedWait(
            WaitSet set,
            Arming arming,
            Waiters waiters,
            SurplusTreatment treatment,
            ArmedPlaces places) {
        this.set = set;
        this.places = places;
        this.arming = arming;
        this.waiters = waiters;
        this.treatment = treatment;
        this.hook = new InterruptHook(arming::alert);
        this.armed = set.size();
        leftOver.reserve(set.size());
    }

    /**
     * Waits for a ready word.
     *
     * @param interrupt set by a virtual thread on whose behalf this blocks, before it alerts
     */
    WaitResult await(Deadline deadline, InterruptFlag interrupt) throws InterruptedException {
        beginWait();
        try {
            return block(deadline, interrupt);
        } finally {
            leave();
        }
    }

    /**
     * Waits for a ready word, and takes further ones for as long as there is room. Returns their
     * number, 0 if the deadline passes first.
     */
    int await(int[] ready, Deadline deadline, InterruptFlag interrupt) throws InterruptedException {
        beginWait();
        try {
            WaitResult first = block(deadline, interrupt);
            if (first.kind() == WaitResult.Kind.CANCELLED) {
                throw new IllegalStateException("the armed set was closed");
            }
            return first.isReady() ? fill(ready, first.index()) : 0;
        } finally {
            leave();
        }
    }

    int add(FutexWord word, int expected) {
        begin();
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
            leave();
        }
    }

    void remove(int index) {
        begin();
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
            leave();
        }
    }

    void rearm(int index, int expected) {
        begin();
        try {
            places.refuseVacant(index);
            if (arming.isArmed(index)) {
                throw new IllegalStateException("word " + index + " is armed already");
            }
            API.expect(set, index, expected);
            arming.rearm(index);
            armed++;
        } finally {
            leave();
        }
    }

    /** Closes the set. Returns when the kernel holds none of its words. */
    void close() {
        while (state.get() != State.CLOSED) {
            if (state.compareAndSet(State.IDLE, State.CLOSING)) {
                finish(Thread.currentThread() == owner);
            } else {
                hasten();
            }
        }
    }

    /** Ends the owner's blocked call, or the next one, so that it looks for a reason. */
    void alert() {
        arming.alert();
    }

    /** Waits until another close has ended, and ends the owner's blocked call for it. */
    void hastenClose() {
        while (state.get() != State.CLOSED) {
            hasten();
        }
    }

    private void hasten() {
        if (state.compareAndSet(State.BUSY, State.CLOSING) || state.get() == State.CLOSING) {
            arming.alert();
        }
        Pause.nanos(this, CLOSER_PAUSE);
    }

    private void beginWait() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        begin();
        if (armed == 0) {
            leave();
            throw new IllegalStateException("no word of the set is armed: rearm one first");
        }
    }

    private WaitResult block(Deadline deadline, InterruptFlag interrupt)
            throws InterruptedException {
        hook.begin0();
        try {
            return loop(deadline, interrupt);
        } finally {
            hook.end0();
        }
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

    private WaitResult loop(Deadline deadline, InterruptFlag interrupt)
            throws InterruptedException {
        while (true) {
            int outcome = arming.await(deadline);
            if (outcome >= 0) {
                armed--;
                return woken(outcome);
            }
            if (Outcome.isChanged(outcome)) {
                armed--;
                return API.changed(set, Outcome.changedIndex(outcome));
            }
            if (outcome == Outcome.TIMED_OUT) {
                return API.timedOut();
            }
            // Also after CHANGED: the arming may have consumed an alert on its way out.
            WaitResult ended = alerted(interrupt);
            if (ended != null) {
                return ended;
            }
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
    private @Nullable WaitResult alerted(InterruptFlag interrupt) throws InterruptedException {
        if (state.get() == State.CLOSING) {
            waiters.refuseIfClosed();
            return API.cancelled();
        }
        if (interrupt.isSet() || Thread.interrupted()) {
            throw new InterruptedException();
        }
        return null;
    }

    private void begin() {
        if (!state.compareAndSet(State.IDLE, State.BUSY)) {
            waiters.refuseIfClosed();
            throw new IllegalStateException("the armed set is closed");
        }
    }

    private void leave() {
        if (!state.compareAndSet(State.BUSY, State.IDLE)) {
            finish(true);
        }
    }

    /** Disarms all words, in state CLOSING or by the owner that saw it. */
    private void finish(boolean byOwner) {
        int gone;
        try {
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
        } finally {
            gone = places.firstClosed();
            API.end(set);
            state.set(State.CLOSED);
        }
        if (gone >= 0) {
            throw new IllegalStateException(
                    "word "
                            + gone
                            + " of the armed set: its arena was closed first. The word was armed"
                            + " until now, and may have consumed a wake for a later user of that memory");
        }
    }
}
