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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A thread that blocks in FUTEX_WAIT on one word of a wait, and reports how that ended. Between
 * waits it is idle: it blocks in FUTEX_WAIT on its parking word.
 *
 * <p>The parking word holds the helper's state:
 *
 * <table>
 * <caption>States and transitions</caption>
 * <tr><th>state</th><th>meaning</th><th>entered by</th></tr>
 * <tr><td>IDLE</td><td>blocks on the parking word, or is about to</td><td>the helper, after its
 *     report</td></tr>
 * <tr><td>REQUEUED</td><td>the kernel moves it from the parking word to its word without waking
 *     it</td><td>the owner of a wait, {@link #requeueTo}</td></tr>
 * <tr><td>SENT</td><td>it wakes up and waits on its word itself</td><td>the owner, {@link #sendTo};
 *     also {@code requeueTo}, if the kernel refuses to requeue</td></tr>
 * <tr><td>ENDED</td><td>its thread ends</td><td>the pool, {@link #end()}, from IDLE only</td></tr>
 * </table>
 *
 * <p><b>Requeueing races with falling asleep.</b> If the helper is not asleep yet when it is
 * requeued, the kernel moves no waiter. The helper then finds another value than IDLE in the
 * parking word (EAGAIN), and waits on its word itself.
 *
 * <p><b>Signals.</b> A requeued helper that receives a signal whose handler has SA_RESTART repeats
 * its call on the parking word. The word does not hold IDLE any more, so the call returns EAGAIN,
 * and the helper waits on its word itself. The alert signal has no SA_RESTART: it ends the call
 * with EINTR, and the helper reports if the wait is over.
 *
 * <p><b>Ordering.</b> The owner writes {@code wait} and {@code index} plainly, then the parking
 * word (release). The helper reads the parking word (acquire), then the fields. It makes itself
 * IDLE before it counts itself as finished, since from that count on another wait may use it. After
 * it has become IDLE it reads no field that an owner writes.
 *
 * <p>Source: man 2 futex, kernel/futex/requeue.c, man 7 signal.
 */
final class Helper implements Runnable {
    private static final int IDLE = 0;
    private static final int REQUEUED = 1;
    private static final int SENT = 2;
    private static final int ENDED = 3;

    private final FutexWord parking = FutexWord.allocate(Arena.ofAuto());
    private final CallState state = CallState.allocate();
    private final Thread thread;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable SignalTarget target; // null until it has started, or if that failed

    // Published by the parking word.
    private @Nullable HelperWait wait;
    private int index;

    @SuppressWarnings("this-escape") // the thread is only made here
    Helper(ThreadFactory threads) {
        this.thread = threads.newThread(this);
    }

    /**
     * Starts the thread.
     *
     * @throws OutOfMemoryError if the system refuses another thread
     */
    void start() {
        thread.start();
    }

    /**
     * Blocks until the thread can serve waits or has failed to get so far. An interrupt is kept for
     * later.
     *
     * @return whether it can serve waits
     */
    boolean hasStarted() {
        boolean interrupted = false;
        while (true) {
            try {
                started.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return target != null;
    }

    /** Returns whether the helper waits for the next wait, or is about to. */
    boolean isIdle() {
        return parking.get() == IDLE;
    }

    /** Wakes the helper to wait on a word. Called by the wait's owner. */
    void sendTo(HelperWait next, int word) {
        wait = next;
        index = word;
        parking.set(SENT);
        parking.wakeOne();
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
        parking.set(REQUEUED);
        if (!isOnItsWay(next.set().word(word), caller) && parking.compareAndSet(REQUEUED, SENT)) {
            parking.wakeOne(); // its own wait on the word meets the same error, and reports it
        }
    }

    /** Sends the alert signal once, if the helper has not returned from its word. */
    void signal() {
        SignalTarget present = target;
        if (present != null && parking.get() != IDLE) {
            present.signal();
        }
    }

    /** Ends the thread of an idle helper. */
    void end() {
        parking.set(ENDED);
        parking.wakeOne();
    }

    /** Blocks until the thread has ended. An interrupt is kept for later. */
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
        try {
            target = SignalTarget.ofCurrentThread();
        } finally {
            started.countDown();
        }
        while (serveOrEnd()) {
            // One method call per wait: compiled code is entered with the next call. A single
            // long-running loop would be replaced late, by on-stack replacement.
        }
    }

    /** Blocks until the helper is used or ended, and serves one wait; false if it was ended. */
    private boolean serveOrEnd() {
        int result = awaitOrder();
        int order = parking.get();
        HelperWait current = wait;
        if (order == IDLE || order == ENDED || current == null) {
            return order != ENDED; // IDLE: a late signal has ended the call
        }
        if (order == SENT || result != 0) {
            result = awaitItsWord(current);
        } // else it was requeued, and woken on its word
        current.report(index, result);
        parking.set(IDLE);
        current.finish();
        return true;
    }

    /**
     * Blocks on the parking word. The wait depends on this thread, so an error (no memory) is
     * nothing but the reason to look at the word.
     */
    private int awaitOrder() {
        try {
            return await(parking, IDLE, FutexWord.ANY_BIT);
        } catch (RuntimeException | Error failure) {
            return -Errno.EINTR;
        }
    }

    private int awaitItsWord(HelperWait current) {
        WaitSet set = current.set();
        int result = -Errno.EINTR;
        while (result == -Errno.EINTR && !current.isOver()) {
            try {
                result = await(set.word(index), set.expected(index), set.bitset());
            } catch (RuntimeException | Error failure) { // before the call: no wake is consumed
                result = -Errno.EFAULT;
            }
        }
        return result;
    }

    private int await(FutexWord word, int expected, int bitset) {
        boolean shared = word.sharing() == Sharing.SHARED;
        return Futex.await(state, word.segment(), expected, bitset, shared, null, Clock.MONOTONIC);
    }

    /**
     * Requeues; false if the kernel refuses for a reason that a wait on the word would meet too.
     */
    private boolean isOnItsWay(FutexWord word, CallState caller) {
        int moved = Futex.requeueOne(caller, parking.segment(), REQUEUED, word.segment());
        // EAGAIN: it was not asleep, has served this wait already, and is IDLE again.
        return moved >= 0 || moved == -Errno.EAGAIN;
    }
}
