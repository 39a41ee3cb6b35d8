/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.ArenaCounts;
import dev.waitany.linux.Errno;
import dev.waitany.linux.FutexHash;
import dev.waitany.linux.Guards;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.Swallowed;
import java.lang.foreign.Arena;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A ring on which every word of a set has a wait of its own, which stays until it ends a call.
 *
 * <p>A word is in one place at a time: {@code TO_ARM} (its entry goes with the next enter), {@code
 * ARMED} (the kernel has it), {@code READY} (its completion is read, and no call has delivered it),
 * or {@code IDLE}. So each call costs one entry and one completion, whatever the number of words.
 * Ready words are delivered in the order of their completions.
 */
final class RingArming implements Arming {
    private static final int MIN_ENTRIES = 16;
    private static final int MAX_ENTRIES =
            4096; // twice as many completions before the kernel keeps an overflow list

    private static final byte IDLE = 0;
    private static final byte TO_ARM = 1;
    private static final byte ARMED = 2;
    private static final byte READY_WOKEN = 3;
    private static final byte READY_CHANGED = 4;

    private final WaitSet set;
    private final Arena arena = Arena.ofShared();
    private final Ring ring;
    private final WaitBounds bounds;
    private final Canary canary = new Canary(arena);
    private final ArenaCounts arenas = new ArenaCounts();
    private byte[] places;
    private final IndexQueue toArm;
    private final IndexQueue ready;
    private int pending; // entries the kernel has, of any kind
    private int turn; // where the look for changed words begins
    private int cancels; // of these, cancels
    private boolean timer; // of these, one
    private boolean timerRang;
    private @Nullable String failure; // of a completion, told when all are read

    RingArming(WaitSet set) {
        this.set = set;
        int entries = Math.clamp(2L * Integer.highestOneBit(set.size()), MIN_ENTRIES, MAX_ENTRIES);
        this.ring = Ring.openPatiently(entries, RingMode.DEFERRED);
        FutexHash.makeRoomFor(set.size());
        this.bounds = new WaitBounds(ring, arena);
        this.places = new byte[set.size()];
        this.toArm = new IndexQueue(set.size());
        this.ready = new IndexQueue(set.size());
        for (int i = 0; i < set.size(); i++) {
            arenas.add(set.word(i).segment());
            rearm(i);
        }
    }

    @Override
    public int await(Deadline deadline) {
        int next = poll();
        if (next != Outcome.TIMED_OUT) {
            return next;
        }
        submitArmings();
        return deadline.hasPassed() ? look() : block(deadline);
    }

    /**
     * Ready words come first, in the order of their completions; words to be armed wait for their
     * turn.
     */
    @Override
    public int poll() {
        reap();
        if (!ready.isEmpty()) {
            return deliver();
        }
        int changed = takeChanged();
        return changed >= 0 ? Outcome.changed(changed) : Outcome.TIMED_OUT;
    }

    @Override
    public void rearm(int index) {
        places[index] = TO_ARM;
        toArm.add(index);
    }

    @Override
    public void added(int index) {
        if (index >= places.length) {
            int room = Math.max(index + 1, 2 * places.length);
            places = Arrays.copyOf(places, room);
            toArm.grow(room);
            ready.grow(room);
            FutexHash.makeRoomFor(room);
        }
        arenas.add(set.word(index).segment());
        rearm(index);
    }

    @Override
    public void disarm(int index, Swallowed undelivered) {
        if (places[index] == ARMED) {
            cancel(index);
        }
        if (places[index] == READY_WOKEN) {
            undelivered.add(index);
        }
        toArm.remove(index);
        ready.remove(index);
        places[index] = IDLE;
        arenas.remove(set.word(index).segment());
    }

    @Override
    public boolean isArmed(int index) {
        return places[index] != IDLE;
    }

    @Override
    public void alert() {
        bounds.alert();
    }

    @Override
    public void close(Swallowed undelivered) {
        if (pending > 0) {
            ring.reserve();
            ring.submissions().cancelEverything();
            expectCancel();
            while (pending > 0) {
                ring.enter(pending, Ring.FOREVER, Guards.NONE);
                reap();
            }
        }
        addAll(READY_WOKEN, undelivered);
        ring.close();
        arena.close();
    }

    /**
     * Completions of another thread's ring cannot be had: its descriptor is closed, and the kernel
     * forgets the waits.
     */
    @Override
    public void abandon(Swallowed suspects) {
        ring.close();
        canary.awaitEnd();
        arena.close();
        addAll(ARMED, suspects);
        addAll(READY_WOKEN, suspects);
    }

    private int block(Deadline deadline) {
        timer = bounds.startTimer(deadline);
        pending += timer ? 1 : 0;
        timerRang = false;
        while (true) {
            WaitBounds.End end = bounds.block(deadline, arenas.guards());
            reap();
            boolean alerted = bounds.wasAlerted() || end == WaitBounds.End.ALERTED;
            if (!ready.isEmpty() || timerRang || alerted || end == WaitBounds.End.PASSED) {
                stopTimer();
                return !ready.isEmpty() ? deliver() : alerted ? Outcome.ALERTED : Outcome.TIMED_OUT;
            }
        }
    }

    /**
     * A deadline that has passed: completions that wait for the owner to enter are made, and
     * nothing blocks.
     */
    private int look() {
        ring.enter(0, 0, Guards.NONE);
        reap();
        return ready.isEmpty() ? Outcome.TIMED_OUT : deliver();
    }

    /**
     * The timer must be gone before the next call may start one: its user_data and its timespec are
     * the same.
     */
    private void stopTimer() {
        if (timer) {
            cancel(UserData.TIMER);
        }
    }

    /** Returns when the cancel and what it was for have both completed. */
    private void cancel(long userData) {
        ring.reserve();
        ring.submissions().cancel(userData);
        expectCancel();
        while (cancels > 0 || isPending(userData)) {
            ring.enter(1, Ring.FOREVER, Guards.NONE);
            reap();
        }
    }

    private void expectCancel() {
        cancels++;
        pending++;
    }

    private boolean isPending(long userData) {
        return userData == UserData.TIMER ? timer : places[(int) userData] == ARMED;
    }

    private int deliver() {
        int index = ready.poll();
        boolean woken = places[index] == READY_WOKEN;
        places[index] = IDLE;
        return woken ? index : Outcome.changed(index);
    }

    /**
     * Of the words to arm, one that is changed already: it ends the call without a system call. The
     * first from the turn on and around, so that a word that is always changed does not keep others
     * from their turn.
     */
    private int takeChanged() {
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

    private void submitArmings() {
        if (canary.arm(ring)) {
            pending++;
        }
        while (!toArm.isEmpty()) {
            ring.reserve();
            int index = toArm.poll();
            ring.submissions().futexWait(set.word(index), set.expected(index), set.bitset(), index);
            places[index] = ARMED;
            pending++;
        }
    }

    private void reap() {
        CompletionQueue completions = ring.completions();
        int available = completions.available();
        for (int i = 0; i < available; i++) {
            completed(completions.userData(i), completions.result(i));
        }
        completions.consume(available);
        pending -= available;
        if (failure != null) {
            String what = failure;
            failure = null;
            throw new IllegalStateException(what);
        }
    }

    private void completed(long userData, int result) {
        if (userData == UserData.TIMER) {
            timerRang |= result == -Errno.ETIME;
            timer = false;
            return;
        }
        if (!UserData.isEntry(userData)) {
            cancels -= userData == UserData.CANCEL ? 1 : 0;
            return;
        }
        int index = (int) userData;
        if (result == 0 || result == -Errno.EAGAIN) {
            places[index] = result == 0 ? READY_WOKEN : READY_CHANGED;
            ready.add(index);
        } else if (result == -Errno.ECANCELED) {
            places[index] = IDLE;
        } else {
            places[index] = IDLE;
            failure = "io_uring FUTEX_WAIT on word " + index + ": " + Errno.name(result);
        }
    }

    private void addAll(byte place, Swallowed into) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place) {
                into.add(i);
            }
        }
    }
}
