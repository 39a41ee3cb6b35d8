/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import dev.waitany.kernels.engine.Engine;

/** Starts a container, prints its id, and waits to be killed. */
final class ContainerHolder {
    private ContainerHolder() {}

    public static void main(String[] args) throws Exception {
        try (TestContainer container = TestContainer.start(Engine.find(), args[0], _ -> {})) {
            System.out.println(container.id());
            Thread.currentThread().join();
        }
    }
}
