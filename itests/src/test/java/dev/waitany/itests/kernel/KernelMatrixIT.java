/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waitany.itests.container.NoBaseImageException;
import dev.waitany.itests.container.NoEngineException;
import dev.waitany.itests.guest.GuestNodes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of each strategy that works, the strategies against each other and the behaviours of
 * the kernel, on one kernel after the other. {@code -Ddev.waitany.itests.kernels=6.1,host} chooses.
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

    /** The machine is started when its tests are asked for, and ended after the last. */
    private static DynamicNode testsOf(Kernel kernel) {
        String name = "Linux " + kernel.name();
        return dynamicContainer(name, Stream.of(name).flatMap(_ -> start(kernel, name)));
    }

    @SuppressWarnings("resource") // closed with the stream
    private static Stream<DynamicNode> start(Kernel kernel, String name) {
        try {
            KernelMachine machine = KernelMachine.of(kernel, GuestJars.ofThisJvm());
            var events = machine.start(new KernelSuite(machine.line(), List.of()));
            return new GuestNodes(name, events).stream().onClose(machine::close);
        } catch (NoEngineException | NoBaseImageException missing) {
            String reason = String.valueOf(missing.getMessage());
            return Stream.of(dynamicTest(name, () -> Assumptions.abort(reason)));
        }
    }
}
