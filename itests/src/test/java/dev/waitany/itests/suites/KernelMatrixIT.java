/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.boot.KernelMachine;
import dev.waitany.kernels.boot.KernelSkips;
import dev.waitany.kernels.guest.GuestNodes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Runs {@link KernelSuite} on one kernel after the other. {@code
 * -Ddev.waitany.itests.kernels=6.1,host} chooses the kernels.
 */
class KernelMatrixIT {
    private static final String ASKED = System.getProperty("dev.waitany.itests.kernels", "");

    @TestFactory
    Stream<DynamicNode> kernels() {
        List<Kernel> kernels =
                ASKED.isEmpty()
                        ? Kernel.all()
                        : Stream.of(ASKED.split(",")).map(Kernel::named).toList();
        return kernels.stream().map(KernelMatrixIT::testsOf);
    }

    /** Starts the machine when its tests are requested, and ends it after the last. */
    private static DynamicNode testsOf(Kernel kernel) {
        String name = "Linux " + kernel.name();
        return dynamicContainer(name, Stream.of(name).flatMap(_ -> testsOf(kernel, name)));
    }

    private static Stream<DynamicNode> testsOf(Kernel kernel, String name) {
        try {
            return start(kernel, name);
        } catch (TestAbortedException leftOut) {
            return Stream.of(
                    dynamicTest(
                            name,
                            () -> {
                                throw leftOut;
                            }));
        }
    }

    @SuppressWarnings("resource") // closed with the stream
    private static Stream<DynamicNode> start(Kernel kernel, String name) {
        return KernelSkips.booting(
                () -> {
                    KernelMachine machine = KernelMachine.of(kernel, KernelSuite.classPath());
                    var events = machine.start(new KernelSuite(machine.line(), List.of()));
                    return new GuestNodes(name, events).stream().onClose(machine::close);
                });
    }
}
