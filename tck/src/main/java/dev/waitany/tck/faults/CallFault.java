/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.faults;

import dev.waitany.linux.Errno;

/**
 * How a system call can fail: an errno is answered, or something is thrown before the call or after
 * it.
 */
public enum CallFault {
    /** The word does not hold the expected value. */
    EAGAIN(Errno.EAGAIN),
    /** A signal has come. */
    EINTR(Errno.EINTR),
    /** The deadline has passed. */
    ETIMEDOUT(Errno.ETIMEDOUT),
    /** The kernel lacks memory. */
    ENOMEM(Errno.ENOMEM),
    /** A sandbox refuses the call. */
    EPERM(Errno.EPERM),
    /** The kernel does not have the call. */
    ENOSYS(Errno.ENOSYS),
    /** An argument is refused. */
    EINVAL(Errno.EINVAL),
    /** The memory of the word is gone. */
    EFAULT(Errno.EFAULT),
    /** The heap is full before the call. */
    MEMORY_BEFORE,
    /** The heap is full when the call has returned. */
    MEMORY_AFTER,
    /** The stack is full before the call. */
    STACK_BEFORE,
    /** The stack is full when the call has returned. */
    STACK_AFTER,
    /** An error of the JVM comes before the call. */
    INTERNAL_BEFORE,
    /** A late error of the JVM comes when the call has returned. */
    INTERNAL_AFTER;

    private final int errno;

    CallFault() {
        this(0);
    }

    CallFault(int errno) {
        this.errno = errno;
    }

    /** Returns what the call answers without being made; 0 if it throws. */
    public int errno() {
        return errno;
    }

    /** Returns whether the call throws after the kernel has done it, rather than before. */
    public boolean isAfter() {
        return name().endsWith("_AFTER");
    }

    /** Returns what the call throws. */
    public Error thrown() {
        return switch (this) {
            case MEMORY_BEFORE, MEMORY_AFTER -> new OutOfMemoryError("injected");
            case STACK_BEFORE, STACK_AFTER -> new StackOverflowError("injected");
            default -> new InternalError("injected");
        };
    }
}
