/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.linux.InterruptHook;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The waits on one armed set by the platform thread that armed it, and its end, which may come from
 * any thread.
 *
 * <p>The states: {@code IDLE} and {@code BUSY} alternate by the owner's calls. Who closes an idle
 * set closes it himself; who closes a busy one asks ({@code CLOSING}), alerts the owner, and the
 * owner closes it on its way out.
 */
final class ArmedWait {
    private enum State {
        IDLE,
        BUSY,
        CLOSING,
        CLOSED
    }

    private static final long CLOSER_PAUSE = 50_000; // ns

    private final Thread owner = Thread.currentThread();
    private final WaitSet set;
    private final Arming arming;
    private final Waiters waiters;
    private final SurplusTreatment treatment;
    private final ArmedPlaces places;
    private final InterruptHook hook;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private int armed;

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
    }

    WaitResult await(Deadline deadline) throws InterruptedException {
        beginWait();
        try {
            return block(deadline);
        } finally {
            leave();
        }
    }

    /** Up to as many ready words as there is room for; 0 when the deadline passes first. */
    int await(int[] ready, Deadline deadline) throws InterruptedException {
        beginWait();
        try {
            WaitResult first = block(deadline);
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
            int index = places.put(word, expected);
            arming.added(index);
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
            SurplusWakes undelivered = new SurplusWakes();
            arming.disarm(index, undelivered);
            treatment.forwardAll(set, undelivered);
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
            set.expectWhileUsed(index, expected);
            arming.rearm(index);
            armed++;
        } finally {
            leave();
        }
    }

    /** Returns when the kernel holds no word of the set any more. */
    void close() {
        while (state.get() != State.CLOSED) {
            if (state.compareAndSet(State.IDLE, State.CLOSING)) {
                finish(Thread.currentThread() == owner);
            } else {
                hasten();
            }
        }
    }

    /** Waits until another close is through, and ends the owner's wait for it. */
    void hastenClose() {
        while (state.get() != State.CLOSED) {
            hasten();
        }
    }

    private void hasten() {
        if (state.compareAndSet(State.BUSY, State.CLOSING) || state.get() == State.CLOSING) {
            arming.alert(); // again and again: a call that ends by itself takes an alert along
        }
        LockSupport.parkNanos(this, CLOSER_PAUSE);
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

    private WaitResult block(Deadline deadline) throws InterruptedException {
        hook.begin0();
        try {
            return loop(deadline);
        } finally {
            hook.end0();
        }
    }

    private int fill(int[] ready, int first) {
        ready[0] = first;
        int count = 1;
        while (count < ready.length) {
            int outcome = arming.poll();
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
            int outcome = arming.await(deadline);
            if (outcome >= 0) {
                armed--;
                return set.woken(outcome);
            }
            if (Outcome.isChanged(outcome)) {
                armed--;
                return set.changed(Outcome.changedIndex(outcome));
            }
            if (outcome == Outcome.TIMED_OUT) {
                return WaitResult.TIMED_OUT;
            }
            WaitResult ended =
                    alerted(); // also after CHANGED: the arming may have taken an alert on its way
            // out
            if (ended != null) {
                return ended;
            }
        }
    }

    private @Nullable WaitResult alerted() throws InterruptedException {
        if (state.get() == State.CLOSING) {
            waiters.refuseIfClosed();
            return WaitResult.CANCELLED;
        }
        if (Thread.interrupted()) {
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

    private void finish(boolean byOwner) {
        int gone;
        try {
            SurplusWakes leftOver = new SurplusWakes();
            if (byOwner) {
                arming.close(leftOver);
            } else {
                arming.abandon(leftOver);
            }
            treatment.forwardAll(set, leftOver);
        } finally {
            gone = places.firstClosed();
            set.end();
            state.set(State.CLOSED);
        }
        if (gone >= 0) {
            throw new IllegalStateException(
                    "word "
                            + gone
                            + " of the armed set: its arena was closed first. The word was armed"
                            + " until now, and may have taken a wake meant for whoever got that memory since");
        }
    }
}
