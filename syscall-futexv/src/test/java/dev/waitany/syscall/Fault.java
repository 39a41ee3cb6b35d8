/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import dev.waitany.linux.Errno;

/** How a system call can fail. */
enum Fault {
    EAGAIN(Errno.EAGAIN),
    EINTR(Errno.EINTR),
    ETIMEDOUT(Errno.ETIMEDOUT),
    ENOMEM(Errno.ENOMEM),
    EPERM(Errno.EPERM),
    ENOSYS(Errno.ENOSYS),
    EINVAL(Errno.EINVAL),
    EFAULT(Errno.EFAULT),
    MEMORY_BEFORE,
    MEMORY_AFTER,
    STACK_BEFORE,
    STACK_AFTER,
    INTERNAL_BEFORE,
    INTERNAL_AFTER;

    private final int errno;

    Fault() {
        this(0);
    }

    Fault(int errno) {
        this.errno = errno;
    }

    /** Returns what the call answers without being made; 0 if it throws. */
    int errno() {
        return errno;
    }

    /** Tells whether the call throws after the kernel has done it, rather than before. */
    boolean isAfter() {
        return name().endsWith("_AFTER");
    }

    /** Returns what the call throws. */
    Error thrown() {
        return switch (this) {
            case MEMORY_BEFORE, MEMORY_AFTER -> new OutOfMemoryError("injected");
            case STACK_BEFORE, STACK_AFTER -> new StackOverflowError("injected");
            default -> new InternalError("injected");
        };
    }
}
