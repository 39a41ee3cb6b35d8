/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Support;
import dev.waitany.linux.Errno;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.entries.SingleEntries;
import dev.waitany.ring.entries.VectoredEntries;
import dev.waitany.ring.uring.Ring;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.RingMode;
import dev.waitany.ring.uring.RingRefusedException;

/**
 * Makes a small ring and waits with it, to find out whether strategies on rings work here. See
 * {@link RingTrial}.
 */
public final class RingProbe {
    private RingProbe() {}

    /**
     * Tells whether a strategy that needs an operation works here; if not, which call answered what
     * and what would help.
     */
    public static Support probe(
            String strategy, String operationName, int operation, RingCalls calls) {
        try (Ring ring = Ring.openPatiently(RingTrial.ENTRIES, RingMode.DEFERRED, calls)) {
            int answer = ring.supports(operation);
            if (answer < 0) {
                return Support.missing(
                        strategy,
                        "io_uring_register(2): " + Errno.name(answer),
                        "A sandbox forbids the call: allow io_uring_register in its seccomp profile.");
            }
            if (answer == 0) {
                return Support.missing(
                        strategy,
                        operationName + ": not among this kernel's io_uring operations",
                        "Linux 6.7 has them.");
            }
            return tried(strategy, operationName, operation, ring);
        } catch (RingRefusedException refused) {
            return Support.missing(
                    strategy,
                    refused.call() + ": " + Errno.name(refused.errno()),
                    remedy(refused.errno()));
        } catch (OutOfMemoryError refused) { // also what a refused mmap(2) throws
            return Support.missing(
                    strategy,
                    "memory for a ring: " + refused.getMessage(),
                    "Raise the limit of memory (ulimit -v, the memory cgroup's limit, or -Xmx).");
        }
    }

    private static Support tried(String strategy, String operationName, int operation, Ring ring) {
        String works = "io_uring with " + operationName + " works (" + ring.description() + ")";
        RingTrial.Form form =
                operation == LinuxUapi.IORING_OP_FUTEX_WAITV()
                        ? VectoredEntries::new
                        : _ -> new SingleEntries();
        return RingTrial.failure(ring, form)
                .map(failure -> Support.missing(strategy, failure, enterRemedy(failure)))
                .orElseGet(() -> Support.available(strategy, works));
    }

    private static String enterRemedy(String failure) {
        return failure.startsWith("io_uring_enter")
                ? "A sandbox forbids the call: allow io_uring_enter in its seccomp profile."
                : "Report it with the kernel's version: this kernel's rings have another fault than those known.";
    }

    private static String remedy(int errno) {
        if (errno == Errno.EPERM || errno == Errno.EACCES) {
            return "Set kernel.io_uring_disabled to 0, or allow io_uring_setup, io_uring_enter and io_uring_register in the"
                    + " sandbox's seccomp profile (Docker 25 and newer deny them).";
        }
        if (errno == Errno.ENOSYS) {
            return "This kernel is built without io_uring, or a sandbox hides it.";
        }
        if (errno == Errno.EINVAL) {
            return "Linux 6.7 has rings that can wait for futexes.";
        }
        if (errno == Errno.ENOMEM) {
            return "Rings count against RLIMIT_MEMLOCK, all of one user together: raise it (docker run --ulimit memlock=-1)"
                    + ", grant CAP_IPC_LOCK, or raise the memory cgroup's limit.";
        }
        return "See man 2 io_uring_setup.";
    }
}
