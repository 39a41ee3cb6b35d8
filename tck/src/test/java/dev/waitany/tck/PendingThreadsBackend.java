/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A strategy whose pending waits have a thread each, which inherits all from its starter. Their
 * ends are told by an executor.
 *
 * @param teller tells the ends
 * @param diesOfAFailure whether the failure of one wait ends all threads, which then tell no end
 */
record PendingThreadsBackend(Executor teller, boolean diesOfAFailure) implements Backend {
    @Override
    public Capabilities capabilities() {
        return new PlainBackend(Fault.NONE).capabilities();
    }

    @Override
    public Waiter newWaiter() {
        return new PlainBackend(Fault.NONE).newWaiter();
    }

    @Override
    public Optional<PendingWaits> pendingWaits() {
        return Optional.of(new Threads(this));
    }

    @Override
    public void close() {}

    private static final class Threads implements PendingWaits {
        private final PendingThreadsBackend settings;
        private final List<PendingThread> all = new CopyOnWriteArrayList<>();
        private volatile boolean dead;

        Threads(PendingThreadsBackend settings) {
            this.settings = settings;
        }

        @Override
        public Pending begin(WaitSet set, Deadline deadline, Ending ending) {
            PendingThread pending = new PendingThread(this, set, deadline, ending);
            all.add(pending);
            pending.thread.setDaemon(true);
            pending.thread.start();
            return pending;
        }

        @Override
        public void close() {
            all.forEach(PendingThread::cancel);
        }
    }

    private static final class PendingThread implements PendingWaits.Pending {
        private final Threads threads;
        private final Thread thread;
        private volatile @Nullable Waiter waiter;
        private volatile boolean cancelled;

        PendingThread(Threads threads, WaitSet set, Deadline deadline, PendingWaits.Ending ending) {
            this.threads = threads;
            this.thread = new Thread(() -> run(set, deadline, ending), "pending");
        }

        @Override
        public void cancel() {
            cancelled = true;
            Waiter present = waiter;
            if (present != null) {
                present.alert();
            }
        }

        private void run(WaitSet set, Deadline deadline, PendingWaits.Ending ending) {
            try (Waiter own = new PlainBackend(Fault.NONE).newWaiter()) {
                waiter = own;
                await(own, set, deadline, ending);
            } catch (Throwable failure) {
                threads.dead = threads.settings.diesOfAFailure;
                ending.failed(failure);
            }
        }

        private void await(Waiter own, WaitSet set, Deadline deadline, PendingWaits.Ending ending) {
            boolean over = false;
            while (!over) {
                SurplusWakes surplus = new SurplusWakes();
                int outcome = cancelled ? Outcome.ALERTED : own.await(set, deadline, surplus);
                if (outcome == Outcome.TIMED_OUT && set.firstChanged() >= 0) {
                    outcome = Outcome.CHANGED;
                }
                over = threads.dead || tell(ending, outcome, surplus);
            }
        }

        private boolean tell(PendingWaits.Ending ending, int outcome, SurplusWakes surplus) {
            return CompletableFuture.supplyAsync(
                            () -> ending.ended(outcome, surplus), threads.settings.teller)
                    .join();
        }
    }
}
