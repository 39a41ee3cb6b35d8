/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;

/**
 * The Docker engine that Testcontainers finds, and the objects that one run has created in it.
 * Thread-safe.
 */
public final class Engine {
    /** The label of everything that tests create. Its value is the run. */
    public static final String RUN_LABEL = "dev.waitany.run";

    /** The launcher sets it to the name of the run, and later removes what carries that label. */
    private static final String RUN_VARIABLE = "WAITANY_RUN";

    private static final String RUN =
            Optional.ofNullable(System.getenv(RUN_VARIABLE))
                    .orElseGet(() -> UUID.randomUUID().toString());

    private final DockerClient client;
    private final String version;

    private Engine(DockerClient client) {
        this.client = client;
        this.version = Objects.requireNonNull(client.versionCmd().exec().getVersion());
    }

    /**
     * Returns the engine that answers.
     *
     * @throws NoEngineException if none does
     */
    public static Engine find() {
        return of(() -> DockerClientFactory.instance().client());
    }

    static Engine of(Supplier<DockerClient> client) {
        try {
            return new Engine(client.get());
        } catch (RuntimeException none) {
            throw new NoEngineException(none);
        }
    }

    /** Returns its version: {@code 20.10.24+dfsg1}. */
    public String version() {
        return version;
    }

    /** Tells whether its major version is at least that. */
    public boolean isAtLeast(int major) {
        return Integer.parseInt(version.substring(0, version.indexOf('.'))) >= major;
    }

    /** Returns the label of this run. */
    public Map<String, String> label() {
        return Map.of(RUN_LABEL, RUN);
    }

    /** Adds the label of this run to an image that is built. */
    public void label(BuildImageCmd build) {
        Map<String, String> labels =
                new HashMap<>(Optional.ofNullable(build.getLabels()).orElse(Map.of()));
        labels.putAll(label());
        build.withLabels(labels);
    }

    /**
     * Returns the name of this run. All tests of a JVM share it, and all JVMs that one launcher
     * starts.
     */
    public String run() {
        return RUN;
    }

    /** Returns the containers of this run, including stopped ones. */
    public List<String> containers() {
        return client.listContainersCmd().withShowAll(true).withLabelFilter(label()).exec().stream()
                .map(Container::getId)
                .toList();
    }

    /** Returns the images of this run, including those without a name. */
    public List<String> images() {
        return client.listImagesCmd().withShowAll(true).withLabelFilter(label()).exec().stream()
                .map(Image::getId)
                .toList();
    }

    /** Returns the images without a name, of any run. */
    public List<String> danglingImages() {
        return client.listImagesCmd().withDanglingFilter(true).exec().stream()
                .map(Image::getId)
                .toList();
    }

    /** Returns the volumes of this run. */
    public List<String> volumes() {
        return client
                .listVolumesCmd()
                .withFilter("label", List.of(RUN_LABEL + "=" + RUN))
                .exec()
                .getVolumes()
                .stream()
                .map(InspectVolumeResponse::getName)
                .toList();
    }

    /** Returns the client that talks to it. */
    public DockerClient client() {
        return client;
    }
}
