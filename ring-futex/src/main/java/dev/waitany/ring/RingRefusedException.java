/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.Errno;
import java.io.Serial;

/** The kernel made no ring. */
final class RingRefusedException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    private final int errno;

    RingRefusedException(int errno) {
        this.errno = errno;
    }

    /**
     * Made when it is asked for: when descriptors have run out, a poller goes on, and loads no
     * class.
     */
    @Override
    public String getMessage() {
        return "io_uring_setup(2): " + Errno.name(errno) + remedy(errno);
    }

    int errno() {
        return errno;
    }

    private static String remedy(int errno) {
        if (errno == Errno.EMFILE || errno == Errno.ENFILE) {
            return ". Each waiting thread needs a descriptor: raise the limit of open files";
        }
        if (errno == Errno.ENOMEM) {
            return ". Rings count against RLIMIT_MEMLOCK or the memory cgroup: raise it";
        }
        return "";
    }
}
