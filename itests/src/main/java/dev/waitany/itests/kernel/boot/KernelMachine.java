/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel.boot;

import dev.waitany.itests.guest.GuestEvents;
import dev.waitany.itests.kernel.Kernel;
import dev.waitany.itests.kernel.KernelUnavailableException;
import dev.waitany.itests.kernel.KernelVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Something that runs tests on a kernel: a container, or this machine. For one run. */
public interface KernelMachine extends AutoCloseable {
    /** For a suite: three minutes on two cores of its own, and more beside other work. */
    Duration LIMIT = Duration.ofMinutes(15);

    /**
     * Starts the suite of a kernel.
     *
     * @return what the guest says of it, as it comes
     * @throws KernelUnavailableException if what it needs cannot be had
     */
    GuestEvents start(GuestSuite suite);

    /** The release line of the kernel that is really there. */
    KernelVersion line();

    /** Ends it, whatever it does. */
    @Override
    void close();

    /**
     * The machine for a kernel.
     *
     * @param classPath with this module and the test classes
     */
    static KernelMachine of(Kernel kernel, List<Path> classPath) {
        return kernel.isHost()
                ? new HostMachine(classPath)
                : new KernelContainer(kernel).withClasspath(classPath).withLimit(LIMIT);
    }
}
