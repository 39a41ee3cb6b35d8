/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.PendingWaits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One thread that has many waits pending for others, as the others see it. */
final class Poller {
    private final Inbox inbox = new Inbox();
    private final Doorbell doorbell = new Doorbell();
    private final Thread thread;

    private Poller(String name, ShardForm form, int mostRings, CompletableFuture<Poller> ready) {
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name(name)
                        .unstarted(
                                () -> {
                                    try (Shards shards = new Shards(form, mostRings)) {
                                        ready.complete(this);
                                        new PollLoop(shards, inbox, doorbell).run();
                                    } catch (Throwable failure) {
                                        ready.completeExceptionally(failure);
                                    }
                                });
    }

    /**
     * A poller that runs.
     *
     * @param form how its rings are made
     * @param mostRings how many
     * @throws IllegalStateException if the kernel refuses its first ring
     */
    static Poller start(String name, ShardForm form, int mostRings) {
        CompletableFuture<Poller> ready = new CompletableFuture<>();
        new Poller(name, form, mostRings, ready).thread.start();
        try {
            return ready.join();
        } catch (CompletionException refused) {
            throw new IllegalStateException(name + " cannot start", refused.getCause());
        }
    }

    /** Begins a wait. */
    PolledWait begin(WaitSet set, Deadline deadline, PendingWaits.Ending ending) {
        PolledWait wait = new PolledWait(this, set, deadline, ending);
        if (!receive(wait)) {
            throw new IllegalStateException(thread.getName() + " is closed");
        }
        return wait;
    }

    /** Something is to be done about a wait. False if the poller is closed. */
    boolean receive(PolledWait wait) {
        boolean taken = inbox.add(wait);
        doorbell.ring();
        return taken;
    }

    /** Ends all waits; returns when they have ended, and the thread too. */
    void close() {
        inbox.requestClose();
        doorbell.ring();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // all is being cancelled: see it out
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
