/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Deadline;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicBoolean;

/** The parts of a {@link FutexRing}, and its life: it is open, closing, closed. */
final class RingCore {
    private static final int FUTEX_WAITV = LinuxUapi.IORING_OP_FUTEX_WAITV();
    private static final long PAUSE = 5_000_000; // ns, while something linked may yet have to start

    private final Arena arena = Arena.ofShared();
    private final Delivery delivery;
    private final Ring kernel;
    final Pending pending = new Pending();
    final Submitter submitter;
    final Canceller canceller;
    private final Orphans orphans;
    private final Dispatcher dispatcher;
    private final HandOver handOver = new HandOver();
    private final CompletionWait wait;
    private final AtomicBoolean closing = new AtomicBoolean();

    RingCore(FutexRing ring, int entries, Delivery delivery) {
        this.delivery = delivery;
        this.kernel = Ring.openPatiently(entries, delivery.mode());
        try {
            refuseIfUnsupported();
            this.submitter = new Submitter(ring, kernel, pending, arena);
            this.canceller = new Canceller(kernel, pending, arena);
            this.orphans = new Orphans(pending, canceller);
            this.dispatcher = new Dispatcher(kernel, pending, canceller);
            this.wait = new CompletionWait(kernel, pending, dispatcher, canceller, handOver, arena);
        } catch (Throwable failure) {
            kernel.close();
            arena.close();
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
        if (delivery != Delivery.PROMPT || kernel.submissions().pending() > 0) {
            kernel.enter(0, 0, Guards.NONE);
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
            refuseClosedArenas(); // closed meanwhile, most likely
            throw failure;
        }
        dispatcher.rethrow();
        return ended;
    }

    /** By another thread. */
    void handOver(Operation operation) {
        handOver.give(operation);
        wait.alert();
    }

    /** By the ring's thread. */
    void close() {
        refuseIfTelling();
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        String early = orphans.names();
        while (pending.size() > 0) {
            canceller.cancelAll();
            kernel.enter(1, PAUSE, Guards.NONE);
            dispatcher.dispatch();
        }
        kernel.close();
        free(early);
    }

    /** By another thread, as the ring's has ended. */
    void abandon() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        String early = orphans.names();
        dispatcher.dispatchPosted();
        kernel.close();
        for (int i = 0; i < pending.slots(); i++) {
            Operation operation = pending.at(i);
            if (operation != null) {
                operation.request().forwardAll();
                dispatcher.endUnheard(operation);
            }
        }
        free(early);
    }

    private void free(String early) {
        arena.close();
        dispatcher.rethrow();
        if (!early.isEmpty()) {
            throw new IllegalStateException("closed after the arena of what was pending: " + early);
        }
    }

    private void refuseClosedArenas() {
        if (!orphans.mayExist()) {
            return;
        }
        String names = orphans.names();
        orphans.cancel();
        kernel.enter(0, 0, Guards.NONE);
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
        int supported = RingProbe.supports(kernel, FUTEX_WAITV);
        if (supported < 0) {
            throw new IllegalStateException("io_uring_register(2): " + Errno.name(supported));
        }
        if (supported == 0) {
            throw new UnsupportedOperationException(
                    "FUTEX_WAITV is not among this kernel's io_uring operations. Linux 6.7 has it");
        }
    }
}
