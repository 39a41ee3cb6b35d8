/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.ThreadAlert;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that blocks in FUTEX_WAIT on one word of a round, reports how that ended, and rests. */
final class Helper implements Runnable {
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final HelperPool pool;
    private final Thread thread;
    private final CallState state = CallState.allocate();
    private int index;

    /** Published by the write of {@link #round}, and read after it. */
    private volatile @Nullable ThreadAlert alert;

    private volatile @Nullable Round round;
    private volatile boolean ended;

    @SuppressWarnings("this-escape") // the thread starts last, when all fields are set
    Helper(HelperPool pool, ThreadFactory threads) {
        this.pool = pool;
        this.thread = threads.newThread(this);
        thread.start();
    }

    /** Gives it the word of a round to wait on. */
    void start(Round work, int word) {
        index = word;
        round = work; // volatile: publishes the index and all that the round holds
        LockSupport.unpark(thread);
    }

    /** Makes it leave its word, if it is still there; see {@link ThreadAlert#nudge()}. */
    void nudge() {
        ThreadAlert present = alert;
        if (present != null) {
            present.nudge();
        }
    }

    void end() {
        ended = true;
        LockSupport.unpark(thread);
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
        ThreadAlert own = ThreadAlert.ofCurrentThread();
        alert = own;
        while (true) {
            Round work = nextRound();
            if (work == null) {
                return;
            }
            int result = block(own, work);
            round = null; // before the report: the owner may give the next one at once
            work.report(index, result);
        }
    }

    private @Nullable Round nextRound() {
        long restedAt = System.nanoTime();
        while (true) {
            Round work = round;
            if (work != null) {
                return work;
            }
            long left = REST_NANOS - (System.nanoTime() - restedAt);
            if (ended || (left <= 0 && pool.retire(this))) {
                return null;
            }
            LockSupport.parkNanos(this, left > 0 ? left : REST_NANOS);
        }
    }

    private int block(ThreadAlert own, Round work) {
        WaitSet set = work.set();
        var word = set.word(index);
        boolean shared = word.sharing() == Sharing.SHARED;
        int result = -Errno.EINTR;
        while (result == -Errno.EINTR
                && !work.isOver()) { // an alert may be left over from an earlier round
            if (own.enter()) {
                try {
                    result =
                            Futex.await(
                                    state,
                                    word.segment(),
                                    set.expected(index),
                                    set.bitset(),
                                    shared,
                                    null,
                                    Clock.MONOTONIC);
                } catch (IllegalStateException closedArena) {
                    result = -Errno.EFAULT;
                } finally {
                    own.leave();
                }
            }
        }
        return result;
    }
}
