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
 */
record PendingThreadsBackend(Executor teller) implements Backend {
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
        return Optional.of(new Threads(teller));
    }

    @Override
    public void close() {}

    private static final class Threads implements PendingWaits {
        private final Executor teller;
        private final List<PendingThread> all = new CopyOnWriteArrayList<>();

        Threads(Executor teller) {
            this.teller = teller;
        }

        @Override
        public Pending begin(WaitSet set, Deadline deadline, Ending ending) {
            PendingThread pending = new PendingThread(set, deadline, ending, teller);
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
        private final Thread thread;
        private volatile @Nullable Waiter waiter;
        private volatile boolean cancelled;

        PendingThread(WaitSet set, Deadline deadline, PendingWaits.Ending ending, Executor teller) {
            this.thread = new Thread(() -> run(set, deadline, ending, teller), "pending");
        }

        @Override
        public void cancel() {
            cancelled = true;
            Waiter present = waiter;
            if (present != null) {
                present.alert();
            }
        }

        private void run(
                WaitSet set, Deadline deadline, PendingWaits.Ending ending, Executor teller) {
            try (Waiter own = new PlainBackend(Fault.NONE).newWaiter()) {
                waiter = own;
                boolean over = false;
                while (!over) {
                    SurplusWakes surplus = new SurplusWakes();
                    int outcome = cancelled ? Outcome.ALERTED : own.await(set, deadline, surplus);
                    over =
                            CompletableFuture.supplyAsync(
                                            () -> ending.ended(outcome, surplus), teller)
                                    .join();
                }
            }
        }
    }
}
