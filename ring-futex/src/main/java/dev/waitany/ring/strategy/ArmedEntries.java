/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.entries.WordStates;
import dev.waitany.ring.uring.AddressWake;
import dev.waitany.ring.uring.CompletionQueue;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.ring.uring.RingRescue;
import dev.waitany.ring.uring.RingTimer;
import java.lang.foreign.Arena;
import java.util.function.LongConsumer;

/**
 * The entries of an armed set on its ring: the waits of the words, the canary, a timer, and
 * cancels.
 *
 * <p><b>Accounts.</b> Each entry completes once. A wait's completion changes the word's state, see
 * {@link WordStates}. Completions are read one by one without allocating, so none is lost. The
 * timer has one user_data, so it is cancelled before the next one starts.
 *
 * <p><b>A ring that fails.</b> A cancel that fails is tried again. After several failures the ring
 * is given up: it is shut, the kernel takes all waits off their words, and the words are to be
 * armed again. A wake that one of them has consumed cannot be told from a cancel then, so a waiter
 * of each word is woken. {@link #reopen} opens the next ring.
 *
 * <p>Used by the thread that owns the armed set, except for {@link #closeAndAwaitEnd} and {@link
 * #close}.
 */
final class ArmedEntries {
    private static final int MIN_ENTRIES = 16;

    /** Twice as many completions fit before the kernel keeps an overflow list. */
    private static final int MAX_ENTRIES = 4096;

    /** Failed attempts to cancel after which the ring is given up. */
    private static final int MOST_FAILURES = 8;

    private static final int NONE = -1;

    private final WaitSet set;
    private final WordStates words;
    private final RingCalls calls;
    private final int room;
    private final RingTimer timer;
    private final Canary canary;
    private final LongConsumer withdrawn = this::withdrawn;
    private final Runnable read = this::read;
    private Ring ring; // shut if it failed
    private int cancels; // cancels whose completions are to come
    private boolean timing; // the timer's completion is to come
    private boolean expired; // the timer, since it was started
    private int failedWord = NONE; // thrown when all completions are read
    private int failure; // its errno

    /**
     * Opens a ring, which belongs to the calling thread.
     *
     * @param arena holds what the kernel reads; must live as long as this
     */
    ArmedEntries(WaitSet set, WordStates words, RingCalls calls, Arena arena) {
        this.set = set;
        this.words = words;
        this.calls = calls;
        this.room = Math.clamp(2L * Integer.highestOneBit(set.size()), MIN_ENTRIES, MAX_ENTRIES);
        this.canary = new Canary(arena);
        this.timer = new RingTimer(arena);
        this.ring = open(); // last: nothing after it can fail
    }

    Ring ring() {
        return ring;
    }

    /** Tells whether the ring was given up or closed, so that the kernel has no word. */
    boolean haveNoRing() {
        return ring.isShut();
    }

    /** Opens another ring after one was given up. */
    void reopen() {
        ring = open();
    }

    /** Adds the entries of all words that are to be armed, after the canary. */
    void arm() {
        canary.arm(ring);
        while (words.wantArming()) {
            ring.reserve(); // if it throws, the word is still to be armed
            int index = words.nextToArm();
            ring.submissions().futexWait(set.word(index), set.expected(index), set.bitset(), index);
            words.armed();
        }
    }

    /** Starts the timer, if the deadline needs one. */
    void startTimer(Deadline deadline) {
        expired = false;
        timing = timer.start(ring, deadline, UserData.TIMER);
    }

    /** Tells whether the timer has expired since it was started. */
    boolean hasExpired() {
        return expired;
    }

    /** Cancels the timer before the next one can start, as both have the same user_data. */
    void stopTimer() {
        if (timing) {
            cancel(UserData.TIMER);
        }
    }

    /**
     * Reads the completions.
     *
     * @throws IllegalStateException if the kernel refused to wait on a word, which is to be armed
     *     again; all completions were read all the same
     */
    void reap() {
        read();
        if (failedWord != NONE) {
            String what = "io_uring FUTEX_WAIT on word " + failedWord + ": " + Errno.name(failure);
            failedWord = NONE;
            throw new IllegalStateException(what);
        }
    }

    /**
     * Takes a word's wait from the kernel. Returns when both the cancel and its target have
     * completed, or the ring was given up.
     *
     * @param userData a word's index, or the timer's user_data
     */
    void cancel(long userData) {
        for (int failures = 0; failures < MOST_FAILURES; failures++) {
            try {
                tryCancel(userData);
                return;
            } catch (Throwable again) { // the next attempt, or the shut ring, decides
                withdraw();
            }
        }
        giveUp();
    }

    /** Takes back the entries that the kernel has not taken. */
    void withdraw() {
        ring.submissions().withdraw(withdrawn);
    }

    /**
     * Takes all waits from the kernel and reads all completions.
     *
     * @return false if some could not be read; the kernel has none of the waits in either case
     */
    boolean rest() {
        if (ring.isShut() || RingRescue.rest(ring, UserData.CANCEL, read)) {
            return true;
        }
        ring.closeShut();
        return false;
    }

    /** Closes the ring of another thread, and returns when its waits are gone. */
    void closeAndAwaitEnd() {
        ring.close();
        canary.awaitEnd();
    }

    void close() {
        ring.close();
    }

    private Ring open() {
        return Ring.openPatiently(room, RingMode.DEFERRED, calls);
    }

    private void tryCancel(long userData) {
        ring.reserve();
        ring.submissions().cancel(userData, UserData.CANCEL);
        cancels++;
        while (cancels > 0 || isPending(userData)) {
            ring.enter(1, Ring.FOREVER, Guards.NONE);
            read();
        }
    }

    private boolean isPending(long userData) {
        return userData == UserData.TIMER ? timing : words.isArmed((int) userData);
    }

    private void giveUp() {
        try {
            ring.shut();
            read();
            ring.closeShut();
            canary.awaitEnd();
        } finally {
            for (int i = 0; i < words.room(); i++) {
                if (words.isArmed(i)) { // nobody knows whether it was woken
                    AddressWake.wake(set.word(i), 1, set.bitset());
                    words.toArm(i);
                }
            }
            cancels = 0;
            timing = false;
            canary.forget();
        }
    }

    private void withdrawn(long userData) {
        if (UserData.isEntry(userData)) {
            words.toArm((int) userData);
        } else if (userData == UserData.TIMER) {
            timing = false;
        } else if (userData == UserData.CANCEL) {
            cancels--;
        } else {
            canary.forget();
        }
    }

    private void read() {
        CompletionQueue completions = ring.completions();
        for (int i = completions.available(); i > 0; i--) {
            long userData = completions.userData(0);
            int result = completions.result(0);
            completions.consume(1);
            completed(userData, result);
        }
    }

    private void completed(long userData, int result) {
        if (userData == UserData.TIMER) {
            expired |= RingTimer.hasExpired(result);
            timing = false;
            return;
        }
        if (!UserData.isEntry(userData)) {
            cancels -= userData == UserData.CANCEL ? 1 : 0;
            return;
        }
        int index = (int) userData;
        if (result == 0 || result == -Errno.EAGAIN) {
            words.completed(index, result == 0);
            return;
        }
        words.toArm(index);
        if (result != -Errno.ECANCELED) {
            failedWord = index;
            failure = -result;
        }
    }
}
