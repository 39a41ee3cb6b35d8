/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.bench.measure.Placement;
import org.jspecify.annotations.Nullable;

/** The waiter of a pair: waits on all words, on a pinned thread, and reports each change. */
final class PairWaiter {
    /** Is called by the waiter's thread. */
    interface Listener {
        /**
         * Is called after a changed word was read and before the next wait.
         *
         * @param ran when the wait had returned, by the clock of nanoTime
         */
        void changed(int index, long ran);

        /** Is called if the waiter has failed, so that nobody waits for it. */
        void failed();
    }

    private final WaitAny waitAny;
    private final WaitSet set;
    private final boolean armed;
    private final Listener listener;
    private final int cpu;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    PairWaiter(WaitAny waitAny, WaitSet set, boolean armed, Listener listener, int cpu) {
        this.waitAny = waitAny;
        this.set = set;
        this.armed = armed;
        this.listener = listener;
        this.cpu = cpu;
        this.thread = Thread.ofPlatform().daemon().name("pair waiter").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping = true;
    }

    void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return failure == null;
    }

    void rethrow() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("the waiter failed: " + thrown, thrown);
        }
    }

    private void run() {
        try {
            Placement.pin(cpu);
            if (armed) {
                waitArmed();
            } else {
                waitEachTime();
            }
        } catch (Throwable thrown) {
            failure = thrown;
            listener.failed();
        }
    }

    private void waitEachTime() throws InterruptedException {
        Deadline never = Deadline.never();
        while (true) {
            int index = waitAny.await(set, never).index();
            long ran = System.nanoTime();
            int value = set.word(index).get();
            if (stopping) {
                return;
            }
            if (value != set.expected(index)) { // equal after a late wake
                set.expect(index, value);
                listener.changed(index, ran);
            }
        }
    }

    private void waitArmed() throws InterruptedException {
        Deadline never = Deadline.never();
        try (ArmedSet kept = waitAny.arm(set)) {
            while (true) {
                int index = kept.await(never).index();
                long ran = System.nanoTime();
                int value = set.word(index).get();
                if (stopping) {
                    return;
                }
                boolean isNew = value != set.expected(index);
                kept.rearm(index, value);
                if (isNew) {
                    listener.changed(index, ran);
                }
            }
        }
    }
}
