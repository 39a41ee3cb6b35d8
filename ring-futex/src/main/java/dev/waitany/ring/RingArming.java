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
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * A ring on which every word of a set has a wait of its own, which stays until it ends a call.
 *
 * <p>So each call costs one entry and one completion, whatever the number of words.
 */
final class RingArming implements Arming {
    private static final int MIN_ENTRIES = 16;
    private static final int MAX_ENTRIES =
            4096; // twice as many completions before the kernel keeps an overflow list

    private final WaitSet set;
    private final Arena arena = Arena.ofShared();
    private final Ring ring;
    private final WaitBounds bounds;
    private final Canary canary = new Canary(arena);
    private final ArenaCounts arenas = new ArenaCounts();
    private final WordPlaces places;
    private int pending; // entries the kernel has, of any kind
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
        this.places = new WordPlaces(set.size());
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
        if (places.haveReady()) {
            return places.deliver();
        }
        int changed = places.takeChanged(set);
        return changed >= 0 ? Outcome.changed(changed) : Outcome.TIMED_OUT;
    }

    @Override
    public void rearm(int index) {
        places.toArm(index);
    }

    @Override
    public void added(int index) {
        if (index >= places.room()) {
            int room = Math.max(index + 1, 2 * places.room());
            places.grow(room);
            FutexHash.makeRoomFor(room);
        }
        arenas.add(set.word(index).segment());
        rearm(index);
    }

    @Override
    public void disarm(int index, SurplusWakes undelivered) {
        if (places.isArmed(index)) {
            cancel(index);
        }
        places.remove(index, undelivered);
        arenas.remove(set.word(index).segment());
    }

    @Override
    public boolean isArmed(int index) {
        return !places.isIdle(index);
    }

    @Override
    public void alert() {
        bounds.alert();
    }

    @Override
    public void close(SurplusWakes undelivered) {
        if (pending > 0) {
            ring.reserve();
            ring.submissions().cancelEverything();
            expectCancel();
            while (pending > 0) {
                ring.enter(pending, Ring.FOREVER, Guards.NONE);
                reap();
            }
        }
        places.addUndelivered(undelivered);
        ring.close();
        arena.close();
    }

    /**
     * Completions of another thread's ring cannot be had: its descriptor is closed, and the kernel
     * forgets the waits.
     */
    @Override
    public void abandon(SurplusWakes suspects) {
        ring.close();
        canary.awaitEnd();
        arena.close();
        places.addArmed(suspects);
        places.addUndelivered(suspects);
    }

    private int block(Deadline deadline) {
        timer = bounds.startTimer(deadline);
        pending += timer ? 1 : 0;
        timerRang = false;
        while (true) {
            WaitBounds.End end = bounds.block(deadline, arenas.guards());
            reap();
            boolean alerted = bounds.wasAlerted() || end == WaitBounds.End.ALERTED;
            if (places.haveReady() || timerRang || alerted || end == WaitBounds.End.PASSED) {
                stopTimer();
                return places.haveReady()
                        ? places.deliver()
                        : alerted ? Outcome.ALERTED : Outcome.TIMED_OUT;
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
        return places.haveReady() ? places.deliver() : Outcome.TIMED_OUT;
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
        return userData == UserData.TIMER ? timer : places.isArmed((int) userData);
    }

    private void submitArmings() {
        if (canary.arm(ring)) {
            pending++;
        }
        while (places.wantArming()) {
            ring.reserve(); // which may fail, and then the word is still to be armed
            int index = places.arm();
            ring.submissions().futexWait(set.word(index), set.expected(index), set.bitset(), index);
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
            places.completed(index, result == 0);
            return;
        }
        places.ended(index);
        if (result != -Errno.ECANCELED) {
            failure = "io_uring FUTEX_WAIT on word " + index + ": " + Errno.name(result);
        }
    }
}
