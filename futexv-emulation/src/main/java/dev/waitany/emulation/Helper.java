/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.SignalTarget;
import java.lang.foreign.Arena;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A thread that blocks in FUTEX_WAIT on one word of a round, reports how that ended, and rests: in
 * FUTEX_WAIT on a word of its own, from where the kernel can move it to its next word asleep. What
 * its own word holds says where it is.
 */
final class Helper implements Runnable {
    private static final int RESTING = 0;

    /** On its word, or on its way; moved there if it was asleep. */
    private static final int MOVED = 1;

    /** Called to wait on its word by itself. */
    private static final int CALLED = 2;

    private static final int ENDED = 3;

    private final FutexWord place = FutexWord.allocate(Arena.ofAuto());
    private final CallState state = CallState.allocate();
    private final Thread thread;
    private volatile @Nullable SignalTarget target;

    // Written by the owner of a round before the place, and read after it.
    private @Nullable Round round;
    private int index;

    @SuppressWarnings("this-escape") // the thread starts last, when all fields are set
    Helper(ThreadFactory threads) {
        this.thread = threads.newThread(this);
        thread.start();
    }

    /** Wakes it up to wait on a word. While it does, the word's arena cannot be closed. */
    void call(Round work, int word) {
        round = work;
        index = word;
        place.set(CALLED);
        place.wakeOne();
    }

    /**
     * Has the kernel move it to a word asleep, which costs no switch to it and back. Where it does
     * not sleep yet it finds the order by itself, since the kernel compares before it puts a thread
     * to sleep.
     *
     * @param by the calling thread's
     */
    void move(Round work, int word, CallState by) {
        round = work;
        index = word;
        place.set(MOVED);
        if (!isMoved(work.set().word(word), by) && place.compareAndSet(MOVED, CALLED)) {
            place.wakeOne(); // it will say what is wrong with the word
        }
    }

    /** Signals it, if it is on its word. */
    void signal() {
        SignalTarget present = target;
        if (present != null && place.get() != RESTING) {
            present.signal();
        }
    }

    /** Ends it; it must be resting. */
    void end() {
        place.set(ENDED);
        place.wakeOne();
    }

    void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        target = SignalTarget.ofCurrentThread();
        while (workOrEnd()) {
            // A method each time, which is compiled when it is: a loop is replaced late while it
            // runs.
        }
    }

    private boolean workOrEnd() {
        int result = await(place, RESTING, FutexWord.ANY_BIT);
        int order = place.get();
        Round work = round;
        if (order == RESTING || order == ENDED || work == null) {
            return order != ENDED; // resting: a signal came late
        }
        if (order == CALLED || result != 0) {
            // Else it was moved, and woken there. A signal has it wait again by itself.
            result = onItsWord(work);
        }
        work.note(index, result);
        place.set(RESTING); // before it is counted: then it may be sent out again
        work.count();
        return true;
    }

    private int onItsWord(Round work) {
        WaitSet set = work.set();
        int result = -Errno.EINTR;
        while (result == -Errno.EINTR && !work.isOver()) {
            try {
                result = await(set.word(index), set.expected(index), set.bitset());
            } catch (IllegalStateException closedArena) {
                result = -Errno.EFAULT;
            }
        }
        return result;
    }

    private int await(FutexWord word, int expected, int bitset) {
        boolean shared = word.sharing() == Sharing.SHARED;
        return Futex.await(state, word.segment(), expected, bitset, shared, null, Clock.MONOTONIC);
    }

    /** False where it cannot be, for a reason that waiting on the word would meet too. */
    private boolean isMoved(FutexWord word, CallState by) {
        try {
            int answer = Futex.requeueOne(by, place.segment(), MOVED, word.segment());
            return answer >= 0 || answer == -Errno.EAGAIN; // it has been there, and is back
        } catch (IllegalStateException closedArena) {
            return false;
        }
    }
}
