/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.ThreadAlert;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A minimal strategy that honours bitsets: each word of a wait has a thread.
 *
 * @param reportsSurplus whether it reports surplus wakes, so that they are forwarded to waiters of
 *     the set's bits; otherwise it forwards them itself, to any waiter
 */
record BitsetThreadsBackend(boolean reportsSurplus) implements Backend {
    @Override
    public Capabilities capabilities() {
        return new Capabilities(16, Capabilities.Accounting.EXACT, true, false, true);
    }

    @Override
    public Waiter newWaiter() {
        return new ThreadsWaiter(reportsSurplus);
    }

    @Override
    public void close() {}

    private static final class ThreadsWaiter implements Waiter {
        private final boolean reportsSurplus;
        private final Object lock = new Object();
        private final List<WordThread> ended = new ArrayList<>(); // guarded by lock
        private boolean alerted; // guarded by lock

        ThreadsWaiter(boolean reportsSurplus) {
            this.reportsSurplus = reportsSurplus;
        }

        @Override
        public int await(WaitSet set, Deadline deadline, SurplusWakes surplus) {
            List<WordThread> threads = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                threads.add(new WordThread(this, set, i));
            }
            boolean inTime = awaitFirst(deadline);
            threads.forEach(WordThread::end);
            synchronized (lock) {
                int outcome = inTime ? Outcome.ALERTED : Outcome.TIMED_OUT;
                for (WordThread thread : ended) {
                    if (thread.result == -Errno.EAGAIN && outcome < 0) {
                        outcome = Outcome.CHANGED;
                    } else if (thread.result == 0 && outcome < 0) {
                        outcome = thread.index;
                    } else if (thread.result == 0) {
                        pass(set, thread.index, surplus);
                    }
                }
                ended.clear();
                alerted = false;
                return outcome;
            }
        }

        private void pass(WaitSet set, int index, SurplusWakes surplus) {
            if (reportsSurplus) {
                surplus.add(index);
            } else {
                set.word(index).wakeOne();
            }
        }

        /** Returns false if the deadline passed before anything else. */
        private boolean awaitFirst(Deadline deadline) {
            boolean timed = deadline.kind() != Deadline.Kind.NEVER;
            synchronized (lock) {
                while (ended.isEmpty() && !alerted) {
                    long left = timed ? deadline.remaining() : Long.MAX_VALUE;
                    if (left <= 0) {
                        return false;
                    }
                    try {
                        lock.wait(timed ? TimeUnit.NANOSECONDS.toMillis(left) + 1 : 0);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        alerted = true;
                    }
                }
                return true;
            }
        }

        void note(WordThread thread) {
            synchronized (lock) {
                ended.add(thread);
                lock.notifyAll();
            }
        }

        @Override
        public void alert() {
            synchronized (lock) {
                alerted = true;
                lock.notifyAll();
            }
        }

        @Override
        public void close() {}
    }

    /** Waits on one word. */
    private static final class WordThread {
        final int index;
        private final Thread thread;
        private volatile boolean stopped;
        private volatile @Nullable ThreadAlert alert;
        private volatile int result = -Errno.EINTR;

        WordThread(ThreadsWaiter owner, WaitSet set, int index) {
            this.index = index;
            FutexWord word = set.word(index);
            int expected = set.expected(index);
            int bitset = set.bitset();
            this.thread =
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        await(word, expected, bitset);
                                        owner.note(this);
                                    });
        }

        private void await(FutexWord word, int expected, int bitset) {
            ThreadAlert own = ThreadAlert.ofCurrentThread();
            alert = own; // before the look at stopped
            CallState state = CallState.allocate();
            while (!stopped && result == -Errno.EINTR) {
                if (own.enter()) {
                    try {
                        result =
                                Futex.await(
                                        state,
                                        word.segment(),
                                        expected,
                                        bitset,
                                        word.sharing() == Sharing.SHARED,
                                        null,
                                        Clock.MONOTONIC);
                    } finally {
                        own.leave();
                    }
                }
            }
        }

        /** Returns when the thread has ended. */
        void end() {
            stopped = true;
            ThreadAlert present = alert;
            if (present != null) {
                present.alert();
            }
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
    }
}
