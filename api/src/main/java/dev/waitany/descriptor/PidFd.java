/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.linux.descriptor.DescriptorCalls;

/**
 * A descriptor of a process, which is {@link PollEvents#READ readable} once the process has ended.
 * It keeps meaning that process when its number is used again.
 *
 * <p>Reading the exit code is left to {@link Process#exitValue()}. Thread-safe. Every method throws
 * {@link IllegalStateException} if this is closed, except {@link #close}.
 *
 * <p>Source: man 2 pidfd_open. Needs Linux 5.3.
 */
public final class PidFd implements AutoCloseable {
    private final OpenDescriptor open;

    private PidFd(long pid) {
        this.open =
                new OpenDescriptor(
                        "pidfd of process " + pid + ", descriptor",
                        "pidfd_open(2) of process " + pid,
                        () -> DescriptorCalls.pidfd(pid));
    }

    /**
     * Opens a descriptor of a process, which is closed on exec.
     *
     * @param pid a process, not a thread. If the number may have been used again since it was
     *     learned, the descriptor may mean another process
     * @throws IllegalStateException if there is no such process (ESRCH), or the kernel refuses
     */
    public static PidFd of(long pid) {
        return new PidFd(pid);
    }

    /** Opens a descriptor of a process, as {@link #of(long)}. */
    public static PidFd of(ProcessHandle process) {
        return of(process.pid());
    }

    /** Returns the number of the descriptor. */
    public int descriptor() {
        return open.number();
    }

    /** Closes the descriptor. Close its {@link DescriptorWord} before. */
    @Override
    public void close() {
        open.close();
    }

    @Override
    public String toString() {
        return open.toString();
    }
}
