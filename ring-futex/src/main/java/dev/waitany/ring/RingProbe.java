/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.Support;
import dev.waitany.linux.Errno;
import dev.waitany.linux.IoUring;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_probe;
import dev.waitany.linux.uapi.io_uring_probe_op;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Asks the kernel, by making a small ring, whether it makes rings and knows an operation. */
final class RingProbe {
    private static final int OPERATIONS = 256;

    private RingProbe() {}

    /** Whether a strategy that needs this operation works here. */
    static Support probe(String strategy, String operationName, int operation) {
        try (Ring ring = Ring.openPatiently(1, RingMode.DEFERRED)) {
            int answer = supports(ring, operation);
            if (answer < 0) {
                return Support.missing(
                        strategy,
                        "io_uring_register(2): " + Errno.name(answer),
                        "A sandbox forbids the call: allow io_uring_register in its seccomp profile.");
            }
            return answer > 0
                    ? Support.available(
                            strategy,
                            "io_uring with " + operationName + " works (" + ring.setup() + ")")
                    : Support.missing(
                            strategy,
                            operationName + ": not among this kernel's io_uring operations",
                            "Linux 6.7 has them.");
        } catch (RingRefusedException refused) {
            return Support.missing(
                    strategy,
                    "io_uring_setup(2): " + Errno.name(refused.errno()),
                    remedy(refused.errno()));
        }
    }

    /** Above 0 if this ring's kernel knows an operation, 0 if not, or the negated errno. */
    static int supports(Ring ring, int operation) {
        try (Arena arena = Arena.ofConfined()) {
            long bytes = io_uring_probe.ops$offset() + OPERATIONS * io_uring_probe_op.sizeof();
            MemorySegment probe = arena.allocate(bytes, Long.BYTES);
            int answer =
                    IoUring.register(
                            ring.fd(), LinuxUapi.IORING_REGISTER_PROBE(), probe, OPERATIONS);
            if (answer < 0) {
                return answer;
            }
            long at = io_uring_probe.ops$offset() + operation * io_uring_probe_op.sizeof();
            MemorySegment op = probe.asSlice(at, io_uring_probe_op.sizeof());
            return io_uring_probe_op.flags(op) & LinuxUapi.IO_URING_OP_SUPPORTED();
        }
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
