/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Guards;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The kernel, with a count of the enters of each ring. Thread-safe. */
public final class CountingCalls implements KernelCalls {
    private final List<Integer> fds = new CopyOnWriteArrayList<>();
    private final Map<Integer, Integer> enters = new ConcurrentHashMap<>();

    /** Returns the descriptors of all rings, in the order in which they were made. */
    public List<Integer> fds() {
        return fds;
    }

    /** Returns how often a ring was entered. An enter counts when it begins. */
    public int enters(int fd) {
        return enters.getOrDefault(fd, 0);
    }

    @Override
    public int setup(int entries, MemorySegment params) {
        int fd = KERNEL.setup(entries, params);
        if (fd >= 0) {
            fds.add(fd);
        }
        return fd;
    }

    @Override
    public int enter(CallState state, int fd, int submit, int flags) {
        enters.merge(fd, 1, Integer::sum);
        return KERNEL.enter(state, fd, submit, flags);
    }

    @Override
    public int enter(
            CallState state,
            int fd,
            int submit,
            int complete,
            int flags,
            long argument,
            long bytes,
            Guards held) {
        enters.merge(fd, 1, Integer::sum);
        return KERNEL.enter(state, fd, submit, complete, flags, argument, bytes, held);
    }
}
