/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.StackRoom;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.StrategyThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that keeps many waits pending, as other threads see it. Thread-safe. */
final class Poller {
    /** Calls that fail, other than for lack of memory, after which the doorbell is given up. */
    private static final int MOST_FAILURES = 20;

    private static final long PAUSE = 1_000_000; // ns, before the doorbell is rung again

    private final Inbox inbox = new Inbox();
    private final Doorbell doorbell;
    private final StackRoom stack = new StackRoom();
    private final Thread thread;

    private final CountDownLatch begun = new CountDownLatch(1);
    private @Nullable Throwable refused; // written before begun is counted down
    private @Nullable Throwable closing; // what closing a ring threw; read after the thread's end

    private Poller(String name, PollerRingFactory factory, int mostRings, Doorbell doorbell) {
        this.doorbell = doorbell;
        this.thread = StrategyThreads.named(name).unstarted(() -> run(factory, mostRings));
    }

    /**
     * Starts a poller; returns when its first ring is open.
     *
     * @param factory opens its rings
     * @param mostRings the most rings that it opens
     * @throws IllegalStateException if the kernel refuses its first ring
     */
    static Poller start(String name, PollerRingFactory factory, int mostRings) {
        return start(name, factory, mostRings, new Doorbell());
    }

    /** Starts a poller with a doorbell, which is no other poller's. */
    static Poller start(String name, PollerRingFactory factory, int mostRings, Doorbell doorbell) {
        Poller poller = new Poller(name, factory, mostRings, doorbell);
        poller.thread.start();
        uninterrupted(poller.begun::await);
        Throwable refused = poller.refused;
        if (refused != null) {
            uninterrupted(poller.thread::join);
            throw new IllegalStateException(
                    name + " cannot start: " + refused.getMessage(), refused);
        }
        return poller;
    }

    private void run(PollerRingFactory factory, int mostRings) {
        PollLoop loop;
        PollerRings rings;
        try {
            rings = new PollerRings(factory, mostRings);
        } catch (Throwable failure) {
            refuse(failure);
            return;
        }
        try (rings) {
            try {
                loop = new PollLoop(rings, inbox, doorbell);
            } catch (Throwable failure) {
                refuse(failure);
                return;
            }
            begun.countDown();
            loop.run();
        } catch (Throwable failure) { // of a close; the others were made
            closing = failure;
        }
    }

    private void refuse(Throwable failure) {
        refused = failure;
        begun.countDown();
    }

    /**
     * Begins a wait.
     *
     * @return null if the poller is closed, or has given its rings up
     */
    @Nullable PolledWait begin(WaitSet set, Deadline deadline, PendingWaits.Ending ending) {
        stack.check(); // once the wait is in the inbox, the doorbell must be rung
        PolledWait wait = new PolledWait(this, set, deadline, ending);
        return receive(wait) ? wait : null;
    }

    /**
     * Passes a wait or an armed set to the poller's thread; returns false if the poller is closed.
     */
    boolean receive(Inbox.Item item) {
        boolean taken = inbox.add(item);
        ring();
        return taken;
    }

    /**
     * Makes the poller look into its inbox. What is in there must not stay unseen, and its sender
     * cannot take it back. So a call that fails is repeated: memory that has run out becomes free,
     * and an InternalError comes once, from an earlier look at a file that was cut.
     */
    void ring() {
        for (int failures = 0; ; failures++) {
            try {
                doorbell.ring();
                return;
            } catch (OutOfMemoryError full) {
                pause();
            } catch (Throwable failure) {
                if (failures >= MOST_FAILURES) {
                    throw failure;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            LockSupport.parkNanos(this, PAUSE);
        } catch (Throwable full) { // a virtual thread's timer needs memory
            Thread.onSpinWait();
        }
    }

    /**
     * Ends all waits; returns when they and the thread have ended.
     *
     * @throws IllegalStateException after that, if closing a ring has failed
     */
    void close() {
        inbox.requestClose();
        ring();
        uninterrupted(thread::join);
        Throwable failure = closing;
        if (failure != null) {
            throw new IllegalStateException(
                    thread.getName() + " could not free its rings", failure);
        }
    }

    boolean hasEnded() {
        return !thread.isAlive();
    }

    /** A step that ends soon. */
    private interface Step {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Step step) {
        boolean interrupted = false;
        while (true) {
            try {
                step.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // set the status again afterwards
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
