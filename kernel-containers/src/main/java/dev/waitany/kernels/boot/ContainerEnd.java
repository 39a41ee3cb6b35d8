/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.testcontainers.containers.GenericContainer;

/**
 * Asks the engine how a guest without further output ended. The engine answers when QEMU has ended.
 *
 * @param container that runs QEMU
 * @param limit after which QEMU is ended
 */
record ContainerEnd(GenericContainer<?> container, Duration limit) implements Supplier<String> {
    private static final int TIMED_OUT = 124; // exit code of timeout(1)

    /** Seconds between the end of the output and the end of QEMU. */
    private static final int PATIENCE = 10;

    @Override
    public String get() {
        String id = container.getContainerId();
        if (id == null) {
            return "the container was removed";
        }
        try {
            int code =
                    container
                            .getDockerClient()
                            .waitContainerCmd(id)
                            .start()
                            .awaitStatusCode(PATIENCE, TimeUnit.SECONDS);
            return code == TIMED_OUT
                    ? "the guest was not over after " + limit.toSeconds() + " s, and was ended"
                    : "the guest ended before its tests were over (exit code of QEMU: %d)"
                            .formatted(code);
        } catch (DockerException | DockerClientException unknown) {
            return "the container was removed, or does not end: " + unknown.getMessage();
        }
    }
}
