/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_sync_cancel_reg;
import dev.waitany.ring.uring.Ring;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Predicate;

/**
 * Cancels operations by IORING_REGISTER_SYNC_CANCEL. It is a system call and not an entry: no drain
 * holds it up, and it has no completion to count.
 *
 * <p>The kernel does not find an operation that it has not started, behind a link or a drain. So a
 * request is kept until its operation has ended, and repeated whenever something may have started.
 * Source: io_uring/cancel.c, man 2 io_uring_register.
 */
final class Canceller {
    private static final int SYNC_CANCEL = LinuxUapi.IORING_REGISTER_SYNC_CANCEL();
    private static final int EVERYTHING =
            LinuxUapi.IORING_ASYNC_CANCEL_ANY() | LinuxUapi.IORING_ASYNC_CANCEL_ALL();
    private static final long NO_LIMIT = -1;

    private final Ring ring;
    private final PendingOperations pending;
    private final MemorySegment argument;
    private int unanswered;

    Canceller(Ring ring, PendingOperations pending, Arena arena) {
        this.ring = ring;
        this.pending = pending;
        this.argument = io_uring_sync_cancel_reg.allocate(arena);
        MemorySegment limit = io_uring_sync_cancel_reg.timeout(argument);
        limit.fill((byte) NO_LIMIT);
        io_uring_sync_cancel_reg.fd(argument, (int) NO_LIMIT);
    }

    /** Requests the cancel of one pending operation. */
    void cancel(Operation operation) {
        request(operation);
        ring.submit(); // the kernel can only cancel an entry that it has
        ask(operation.attempt.userData(), 0);
    }

    int cancelOn(FutexWord word) {
        return cancelAll(request -> request.isOn(word));
    }

    int cancelOn(int descriptor) {
        return cancelAll(request -> request.isOn(descriptor));
    }

    private int cancelAll(Predicate<Request> chosen) {
        int count = 0;
        for (int i = 0; i < pending.slots(); i++) {
            Operation operation = pending.at(i);
            if (operation != null && chosen.test(operation.request())) {
                cancel(operation);
                count++;
            }
        }
        return count;
    }

    int cancelAll() {
        int count = pending.size();
        for (int i = 0; i < pending.slots(); i++) {
            Operation operation = pending.at(i);
            if (operation != null) {
                request(operation);
            }
        }
        ring.submit();
        ask(0, EVERYTHING);
        return count;
    }

    /** Tells whether an operation whose cancel was requested has not ended yet. */
    boolean hasUnanswered() {
        return unanswered > 0;
    }

    /** Repeats the requests whose operations have not ended. */
    void askAgain() {
        ring.enter(0, 0, Guards.NONE); // lets the kernel start what it can
        for (int i = 0; i < pending.slots() && unanswered > 0; i++) {
            Operation operation = pending.at(i);
            if (operation != null && operation.attempt.isCancelRequested()) {
                ask(operation.attempt.userData(), 0);
            }
        }
    }

    /** Notes that an operation has ended. */
    void ended(Operation operation) {
        if (operation.attempt.isCancelRequested()) {
            unanswered--;
        }
    }

    private void request(Operation operation) {
        if (operation.attempt.requestCancel()) {
            unanswered++;
        }
    }

    private void ask(long userData, int flags) {
        io_uring_sync_cancel_reg.addr(argument, userData);
        io_uring_sync_cancel_reg.flags(argument, flags);
        int answer = ring.register(SYNC_CANCEL, argument, 1);
        if (answer < 0 && answer != -Errno.ENOENT && answer != -Errno.EINTR) {
            throw new IllegalStateException("IORING_REGISTER_SYNC_CANCEL: " + Errno.name(answer));
        }
    }
}
