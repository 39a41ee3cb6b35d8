/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.FutexWord;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.IoUring;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_sync_cancel_reg;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Cancels by IORING_REGISTER_SYNC_CANCEL, which is no entry of the queue: it gets past a drain, and
 * has no completion of its own to count.
 *
 * <p>The kernel does not find what it has not started yet, behind a link or a drain. So a request
 * is kept until its operation has ended, and made again whenever something may have been started.
 * Source: io_uring/cancel.c, man 2 io_uring_register.
 */
final class Canceller {
    private static final int SYNC_CANCEL = LinuxUapi.IORING_REGISTER_SYNC_CANCEL();
    private static final int EVERYTHING =
            LinuxUapi.IORING_ASYNC_CANCEL_ANY() | LinuxUapi.IORING_ASYNC_CANCEL_ALL();
    private static final long NO_LIMIT = -1;

    private final Ring kernel;
    private final Pending pending;
    private final MemorySegment argument;
    private int unanswered;

    Canceller(Ring kernel, Pending pending, Arena arena) {
        this.kernel = kernel;
        this.pending = pending;
        this.argument = io_uring_sync_cancel_reg.allocate(arena);
        MemorySegment limit = io_uring_sync_cancel_reg.timeout(argument);
        limit.fill((byte) NO_LIMIT);
        io_uring_sync_cancel_reg.fd(argument, (int) NO_LIMIT);
    }

    /** Asks for one pending operation. */
    void cancel(Operation operation) {
        request(operation);
        kernel.submit(); // an entry that the kernel has not got cannot be cancelled
        ask(operation.round.userData(), 0);
    }

    int cancelOn(FutexWord word) {
        int count = 0;
        for (int i = 0; i < pending.slots(); i++) {
            Operation operation = pending.at(i);
            if (operation != null && operation.request().isOn(word)) {
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
        kernel.submit();
        ask(0, EVERYTHING);
        return count;
    }

    /** Whether a cancelled operation has not ended yet. */
    boolean hasUnanswered() {
        return unanswered > 0;
    }

    /** Asks again for all that have not ended. */
    void askAgain() {
        kernel.enter(0, 0, Guards.NONE); // starts what may be started
        for (int i = 0; i < pending.slots() && unanswered > 0; i++) {
            Operation operation = pending.at(i);
            if (operation != null && operation.round.isCancelRequested()) {
                ask(operation.round.userData(), 0);
            }
        }
    }

    void ended(Operation operation) {
        if (operation.round.isCancelRequested()) {
            unanswered--;
        }
    }

    private void request(Operation operation) {
        if (operation.round.requestCancel()) {
            unanswered++;
        }
    }

    private void ask(long userData, int flags) {
        io_uring_sync_cancel_reg.addr(argument, userData);
        io_uring_sync_cancel_reg.flags(argument, flags);
        int answer = IoUring.register(kernel.fd(), SYNC_CANCEL, argument, 1);
        if (answer < 0 && answer != -Errno.ENOENT && answer != -Errno.EINTR) {
            throw new IllegalStateException("IORING_REGISTER_SYNC_CANCEL: " + Errno.name(answer));
        }
    }
}
