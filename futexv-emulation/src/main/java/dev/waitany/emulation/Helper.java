/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.SignalTarget;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A thread that blocks in FUTEX_WAIT on one word of a wait, and reports how that ended. Between
 * waits it is idle: it blocks in FUTEX_WAIT on its {@linkplain ParkingWord parking word}, which
 * holds its state.
 *
 * <p><b>Requeueing races with falling asleep.</b> If the helper is not asleep yet when it is
 * requeued, the kernel moves no waiter. The helper then finds another value than IDLE in the
 * parking word (EAGAIN), and waits on its word itself.
 *
 * <p><b>A requeued helper takes 0 for a wake of its word.</b> So nothing may wake it on the parking
 * word while it is IDLE. A helper that was sent is woken only while the word still holds SENT: it
 * may have served the wait by then, and sleep again.
 *
 * <p><b>Signals.</b> A requeued helper that receives a signal whose handler has SA_RESTART repeats
 * its call on the parking word. The word does not hold IDLE any more, so the call returns EAGAIN,
 * and the helper waits on its word itself. The alert signal has no SA_RESTART: it ends the call
 * with EINTR, and the helper reports if the wait is over.
 *
 * <p><b>Failures.</b> If a call throws, nobody knows whether the kernel had answered it. The report
 * is then {@link HelperReports#UNKNOWN}. A helper does not end because of a failure: its wait would
 * never be over.
 *
 * <p><b>Ordering.</b> The owner writes {@code wait} and {@code index} plainly, then the parking
 * word (release). The helper reads the parking word (acquire), then the fields. It makes itself
 * IDLE before it counts itself as finished, since from that count on another wait may use it. After
 * it has become IDLE it reads no field that an owner writes.
 *
 * <p>Source: man 2 futex, kernel/futex/requeue.c, man 7 signal.
 */
final class Helper implements Runnable {
    private final FutexCalls calls;
    private final ParkingWord parking = new ParkingWord();
    private final CallState state = CallState.allocate();
    private final Thread thread;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable SignalTarget target; // null until it has started, or if that failed
    private volatile @Nullable Throwable startFailure;

    // Published by the parking word.
    private @Nullable HelperWait wait;
    private int index;

    // The helper's own.
    private int resting = ParkingWord.IDLE; // IDLE or LEFT
    private @Nullable Throwable failure; // of its last call

    @SuppressWarnings("this-escape") // the thread is only made here
    Helper(FutexCalls calls, ThreadFactory threads) {
        this.calls = calls;
        this.thread = threads.newThread(this);
    }

    /**
     * Starts the thread.
     *
     * @throws OutOfMemoryError if the system refuses another thread
     */
    void start() {
        calls.start(thread);
    }

    /**
     * Blocks until the thread can serve waits or has failed to get so far. An interrupt is kept for
     * later.
     *
     * @return whether it can serve waits
     */
    boolean hasStarted() {
        Uninterrupted.run(started::await);
        return target != null;
    }

    /** Returns why the thread cannot serve waits, or null. */
    @Nullable Throwable startFailure() {
        return startFailure;
    }

    /** Returns whether the helper waits for the next wait, or is about to. */
    boolean isIdle() {
        return parking.state() == ParkingWord.IDLE;
    }

    /** Returns whether the helper is off its word and not idle: {@link #tell} is expected. */
    boolean hasLeft() {
        return parking.state() == ParkingWord.LEFT;
    }

    /**
     * Wakes the helper to wait on a word. Called by the wait's owner.
     *
     * @param caller the calling thread's state
     */
    void sendTo(HelperWait next, int word, CallState caller) {
        wait = next;
        index = word;
        parking.set(ParkingWord.SENT);
        wakeSent(caller);
    }

    /**
     * Requeues the helper to a word without waking it, which saves two thread switches. Called by
     * the wait's owner.
     *
     * @param caller the calling thread's state
     */
    void requeueTo(HelperWait next, int word, CallState caller) {
        wait = next;
        index = word;
        parking.set(ParkingWord.REQUEUED);
        MemorySegment to = next.set().word(word).segment();
        int moved = calls.requeueOne(caller, parking.segment(), ParkingWord.REQUEUED, to);
        // If it was not asleep, it may have served this wait already, and be IDLE again. If the
        // kernel refuses, its own wait on the word meets the same error, and reports it.
        if (moved < 0 && parking.sendInstead()) {
            wakeSent(caller);
        }
    }

    private void wakeSent(CallState caller) {
        int woken = calls.wakeOneIf(caller, parking.segment(), ParkingWord.SENT);
        if (woken < 0 && parking.state() == ParkingWord.SENT) {
            throw new IllegalStateException("futex(2): " + Errno.name(woken));
        }
    }

    /**
     * Sends the alert signal once, if the helper has not returned from its word.
     *
     * @return false if it has not, and no signal can be sent
     */
    boolean alert() {
        SignalTarget present = target;
        return present == null || !parking.alert() || calls.signal(present);
    }

    /**
     * Lets a helper that has left its word become idle. Called by the wait's owner when it has sent
     * all signals; repeated until the helper is idle.
     */
    void tell(CallState caller) {
        if (parking.tell()) {
            calls.wakeOneIf(caller, parking.segment(), ParkingWord.TOLD);
        }
    }

    /** Ends the thread of an idle helper. Throws nothing. */
    void end() {
        parking.set(ParkingWord.ENDED);
        while (thread.isAlive() && !isWoken()) {
            Thread.onSpinWait();
        }
    }

    private boolean isWoken() {
        try {
            return calls.wakeOne(parking.segment()) >= 0;
        } catch (RuntimeException | Error repeated) {
            return false;
        }
    }

    /** Blocks until the thread has ended. An interrupt is kept for later. */
    void join() {
        Uninterrupted.run(thread::join);
    }

    @Override
    public void run() {
        try {
            target = calls.target();
        } catch (RuntimeException | Error failed) {
            startFailure = failed;
        }
        started.countDown();
        while (target != null && serveOrEnd()) {
            // One method call per wait: compiled code is entered with the next call. A single
            // long-running loop would be replaced late, by on-stack replacement.
        }
    }

    /** Blocks until the helper is used or ended, and serves one wait; false if it was ended. */
    private boolean serveOrEnd() {
        int answer = awaitOrder();
        int order = parking.state();
        HelperWait current = wait;
        if (order == ParkingWord.ENDED) {
            return false;
        }
        if (current == null || order == ParkingWord.IDLE || order == ParkingWord.LEFT) {
            return true; // a late signal or a failure has ended the call
        }
        if (order == ParkingWord.TOLD) {
            settle();
            current.finish(true);
        } else {
            current.finish(serve(current, order, answer));
        }
        return true;
    }

    /** Waits on the word, reports, and leaves. Returns whether the helper is IDLE then. */
    private boolean serve(HelperWait current, int order, int answer) {
        boolean onItsWord = answer == 0 || answer == HelperReports.UNKNOWN;
        int report =
                order == ParkingWord.REQUEUED && onItsWord
                        ? answer
                        : awaitItsWord(current, answer == -Errno.EINTR);
        current.reports().add(index, report, report == HelperReports.UNKNOWN ? failure : null);
        boolean settled = parking.leave(report == -Errno.EINTR);
        resting = settled ? ParkingWord.IDLE : ParkingWord.LEFT;
        return settled;
    }

    /** Makes a system call, which lets pending signals arrive, and becomes idle. */
    private void settle() {
        while (await(parking.segment(), ParkingWord.IDLE, FutexWord.ANY_BIT, false)
                == HelperReports.UNKNOWN) {
            Thread.onSpinWait();
        }
        resting = ParkingWord.IDLE;
        parking.settle();
    }

    private int awaitOrder() {
        return await(parking.segment(), resting, FutexWord.ANY_BIT, false);
    }

    /**
     * Waits on the word, again after each signal while the wait goes on.
     *
     * @param interrupted whether a signal has ended the call before
     */
    private int awaitItsWord(HelperWait current, boolean interrupted) {
        WaitSet set = current.set();
        FutexWord word = set.word(index);
        int report = interrupted ? -Errno.EINTR : HelperReports.NOT_WAITED;
        while ((report == -Errno.EINTR || report == HelperReports.NOT_WAITED)
                && !current.isOver()) {
            boolean shared = word.sharing() == Sharing.SHARED;
            report = await(word.segment(), set.expected(index), set.bitset(), shared);
        }
        return report;
    }

    /** Returns the kernel's answer, or {@code UNKNOWN} if anything was thrown. */
    private int await(MemorySegment word, int expected, int bitset, boolean shared) {
        failure = null;
        try {
            return calls.await(state, word, expected, bitset, shared, null, Clock.MONOTONIC);
        } catch (RuntimeException | Error unknown) {
            failure = unknown;
            return HelperReports.UNKNOWN;
        }
    }
}
