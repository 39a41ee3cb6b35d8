/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingCalls;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The parts of a {@link FutexRing}, and its states.
 *
 * <p>A ring is open until the first {@link #close} or {@link #abandon}, which sets {@code closing}.
 * From then on every call of users is refused. {@code close} cancels and drains; {@code abandon}
 * cannot, as the ring's thread has ended.
 */
final class RingCore {
    private static final int FUTEX_WAITV = LinuxUapi.IORING_OP_FUTEX_WAITV();
    private static final int MOST_FAILURES = 8; // in close, after which the ring is shut
    private static final long PAUSE = 5_000_000; // ns; linked operations may still have to start

    private final Arena arena = Arena.ofShared();
    private final Delivery delivery;
    private final Ring ring;
    final PendingOperations pending = new PendingOperations();
    final Submitter submitter;
    final Canceller canceller;
    private final ClosedArenas closedArenas;
    private final Dispatcher dispatcher;
    private final CancelRequests cancelRequests = new CancelRequests();
    private final CompletionWait wait;
    private final AtomicBoolean closing = new AtomicBoolean();

    RingCore(FutexRing futexRing, int entries, Delivery delivery, RingCalls calls) {
        this.delivery = delivery;
        this.ring = Ring.openPatiently(entries, delivery.mode(), calls);
        try {
            refuseIfUnsupported();
            this.submitter = new Submitter(futexRing, ring, pending, arena);
            this.canceller = new Canceller(ring, pending, arena);
            this.closedArenas = new ClosedArenas(pending, canceller);
            this.dispatcher = new Dispatcher(ring, pending, canceller);
            this.wait = new CompletionWait(ring, pending, dispatcher, canceller, cancelRequests);
        } catch (Throwable failure) {
            free();
            throw failure;
        }
    }

    boolean isClosing() {
        return closing.get();
    }

    void refuseIfClosed() {
        if (closing.get()) {
            throw new IllegalStateException("this ring is closed");
        }
    }

    int poll() {
        refuseIfTelling();
        refuseClosedArenas();
        if (delivery != Delivery.PROMPT || ring.submissions().pending() > 0) {
            ring.enter(0, 0, Guards.NONE);
        }
        int ended = wait.look();
        dispatcher.rethrow();
        return ended;
    }

    int await(Deadline deadline) throws InterruptedException {
        refuseIfTelling();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (pending.size() == 0) {
            throw new IllegalStateException("no operation is pending on this ring");
        }
        refuseClosedArenas();
        int ended;
        try {
            ended = wait.await(deadline);
        } catch (IllegalStateException failure) {
            refuseClosedArenas(); // an arena closed during the call is the likely reason
            throw failure;
        }
        dispatcher.rethrow();
        return ended;
    }

    /** Passes a cancel to the ring's thread. Called by another thread. */
    void cancelFromElsewhere(Operation operation, int run) {
        cancelRequests.add(operation, run);
        wait.alert();
    }

    /** Closes the ring. Called by the ring's thread. */
    void close() {
        refuseIfTelling();
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        String early = "";
        try {
            early = closedArenas.names();
            if (!drain()) {
                ring.shut();
                dispatcher.dispatchPosted();
                ring.closeShut();
                endUnheard();
            }
        } finally {
            free();
        }
        report(early);
    }

    /**
     * Cancels everything, and reads the completions; returns false if that is refused repeatedly.
     */
    private boolean drain() {
        for (int failures = 0; failures < MOST_FAILURES; failures++) {
            try {
                while (pending.size() > 0) {
                    canceller.cancelAll();
                    ring.enter(1, PAUSE, Guards.NONE);
                    dispatcher.dispatch();
                }
                return true;
            } catch (RuntimeException | Error again) {
                // the next attempt, or the shut ring, ends the operations
            }
        }
        return false;
    }

    /** Closes the ring. Called by another thread, after the ring's thread has ended. */
    void abandon() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        String early = "";
        try {
            early = closedArenas.names();
            dispatcher.dispatchPosted();
            ring.close();
            endUnheard();
        } finally {
            free();
        }
        report(early);
    }

    /** Ends the operations whose completions can no longer be read. */
    private void endUnheard() {
        for (int i = 0; i < pending.slots(); i++) {
            Operation operation = pending.at(i);
            if (operation != null) {
                operation.request().forwardAll();
                dispatcher.endUnheard(operation);
            }
        }
    }

    private void free() {
        try {
            ring.close();
        } finally {
            arena.close();
        }
    }

    private void report(String early) {
        dispatcher.rethrow();
        if (!early.isEmpty()) {
            throw new IllegalStateException("closed after the arena of what was pending: " + early);
        }
    }

    private void refuseClosedArenas() {
        if (!closedArenas.mayExist()) {
            return;
        }
        String names = closedArenas.names();
        closedArenas.cancel();
        ring.enter(0, 0, Guards.NONE);
        wait.look();
        IllegalStateException refused =
                new IllegalStateException(
                        "the arena of pending operations was closed, and they are cancelled: "
                                + names);
        dispatcher.addFailuresTo(refused);
        throw refused;
    }

    private void refuseIfTelling() {
        if (dispatcher.isTelling()) {
            throw new IllegalStateException(
                    "a listener may queue, submit and cancel, not wait for completions or close");
        }
    }

    private void refuseIfUnsupported() {
        int supported = ring.supports(FUTEX_WAITV);
        if (supported < 0) {
            throw new IllegalStateException("io_uring_register(2): " + Errno.name(supported));
        }
        if (supported == 0) {
            throw new UnsupportedOperationException(
                    "FUTEX_WAITV is not among this kernel's io_uring operations. Linux 6.7 has it");
        }
    }
}
