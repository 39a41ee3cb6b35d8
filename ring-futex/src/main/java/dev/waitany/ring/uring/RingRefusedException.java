/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.Errno;
import java.io.Serial;

/** Thrown when the kernel refuses to make a ring. */
public final class RingRefusedException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    private final String call;
    private final int errno;

    RingRefusedException(String call, int errno) {
        this.call = call;
        this.errno = errno;
    }

    /**
     * Returns the call, the errno and a remedy. Built on demand: a poller that has run out of
     * descriptors ignores the exception, and must not load a class for its message.
     */
    @Override
    public String getMessage() {
        return call + ": " + Errno.name(errno) + remedy(errno);
    }

    /** Returns the call that was refused, such as {@code io_uring_setup(2)}. */
    public String call() {
        return call;
    }

    /** Returns the kernel's errno, above 0. */
    public int errno() {
        return errno;
    }

    private static String remedy(int errno) {
        if (errno == Errno.EMFILE || errno == Errno.ENFILE) {
            return ". Each waiting thread needs a descriptor: raise the limit of open files";
        }
        if (errno == Errno.EPERM || errno == Errno.EACCES) {
            return ". io_uring is switched off or forbidden: set kernel.io_uring_disabled to 0, allow"
                    + " io_uring in the sandbox, or use a strategy without rings (syscall-waitv,"
                    + " threads)";
        }
        if (errno == Errno.ENOMEM) {
            return ". Rings count against RLIMIT_MEMLOCK or the memory cgroup: raise it";
        }
        return "";
    }
}
