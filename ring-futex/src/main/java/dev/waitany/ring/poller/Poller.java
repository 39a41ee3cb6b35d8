/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.StrategyThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A thread that keeps many waits pending, as other threads see it. Thread-safe. */
final class Poller {
    private final Inbox inbox = new Inbox();
    private final Doorbell doorbell = new Doorbell();
    private final Thread thread;

    private Poller(
            String name,
            PollerRingFactory factory,
            int mostRings,
            CompletableFuture<Poller> ready) {
        this.thread =
                StrategyThreads.named(name)
                        .unstarted(
                                () -> {
                                    try (PollerRings rings = new PollerRings(factory, mostRings)) {
                                        ready.complete(this);
                                        new PollLoop(rings, inbox, doorbell).run();
                                    } catch (Throwable failure) {
                                        ready.completeExceptionally(failure);
                                    }
                                });
    }

    /**
     * Starts a poller; returns when its first ring is open.
     *
     * @param factory opens its rings
     * @param mostRings the most rings that it opens
     * @throws IllegalStateException if the kernel refuses its first ring
     */
    static Poller start(String name, PollerRingFactory factory, int mostRings) {
        CompletableFuture<Poller> ready = new CompletableFuture<>();
        new Poller(name, factory, mostRings, ready).thread.start();
        try {
            return ready.join();
        } catch (CompletionException refused) {
            Throwable cause = refused.getCause();
            throw new IllegalStateException(
                    name + " cannot start: " + (cause == null ? refused : cause).getMessage(),
                    cause);
        }
    }

    /**
     * Begins a wait.
     *
     * @throws IllegalStateException if the poller is closed
     */
    PolledWait begin(WaitSet set, Deadline deadline, PendingWaits.Ending ending) {
        PolledWait wait = new PolledWait(this, set, deadline, ending);
        if (!receive(wait)) {
            throw new IllegalStateException(thread.getName() + " is closed");
        }
        return wait;
    }

    /** Passes a wait to the poller's thread; returns false if the poller is closed. */
    boolean receive(PolledWait wait) {
        boolean taken = inbox.add(wait);
        doorbell.ring();
        return taken;
    }

    /** Ends all waits; returns when they and the thread have ended. */
    void close() {
        inbox.requestClose();
        doorbell.ring();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the waits end soon; set the status again afterwards
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
