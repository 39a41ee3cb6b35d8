/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import dev.waitany.kernels.Architecture;
import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.KernelUnavailableException;
import dev.waitany.kernels.KernelVersion;
import dev.waitany.kernels.guest.GuestEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs tests on a kernel: a container, or this machine. For one run. */
public interface KernelMachine extends AutoCloseable {
    /** The time limit of a suite. It takes three minutes on two idle cores. */
    Duration LIMIT = Duration.ofMinutes(15);

    /** That of a suite on another architecture, without AOT cache and always emulated. */
    Duration FOREIGN_LIMIT = Duration.ofMinutes(60);

    /**
     * Starts the suite of a kernel.
     *
     * @return the guest's events
     * @throws KernelUnavailableException if something that it needs is not available
     */
    GuestEvents start(GuestSuite suite);

    /** Returns the release line of the kernel that actually runs. */
    KernelVersion line();

    /** Ends the machine and its tests. */
    @Override
    void close();

    /**
     * Returns the machine for a kernel.
     *
     * @param classPath contains this module and the test classes
     */
    static KernelMachine of(Kernel kernel, List<Path> classPath) {
        return kernel.isHost()
                ? new HostMachine(classPath)
                : new KernelContainer(kernel)
                        .withClasspath(classPath)
                        .withLimit(
                                kernel.variant().architecture() == Architecture.X86_64
                                        ? LIMIT
                                        : FOREIGN_LIMIT);
    }
}
