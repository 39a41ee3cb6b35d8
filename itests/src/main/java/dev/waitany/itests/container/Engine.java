/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;

/** The Docker engine that Testcontainers finds, and what one run has made in it. Thread-safe. */
public final class Engine {
    /** On everything that tests make; its value is the run. */
    public static final String RUN_LABEL = "dev.waitany.run";

    /** The launcher gives each run a name, to remove what is left of it. */
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
     * The engine that answers.
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

    /** Its version as it gives it: {@code 20.10.24+dfsg1}. */
    public String version() {
        return version;
    }

    /** Whether its version's first number is that or higher. */
    public boolean isAtLeast(int major) {
        return Integer.parseInt(version.substring(0, version.indexOf('.'))) >= major;
    }

    /** The label of this run. */
    public Map<String, String> label() {
        return Map.of(RUN_LABEL, RUN);
    }

    /** The name of this run; tests of one JVM, or of one run of the launcher, share it. */
    public String run() {
        return RUN;
    }

    /** Containers of this run, ended ones too. */
    public List<String> containers() {
        return client.listContainersCmd().withShowAll(true).withLabelFilter(label()).exec().stream()
                .map(Container::getId)
                .toList();
    }

    /** Images of this run, those without a name too. */
    public List<String> images() {
        return client.listImagesCmd().withShowAll(true).withLabelFilter(label()).exec().stream()
                .map(Image::getId)
                .toList();
    }

    /** Images that have no name, of any run. */
    public List<String> danglingImages() {
        return client.listImagesCmd().withDanglingFilter(true).exec().stream()
                .map(Image::getId)
                .toList();
    }

    /** Volumes of this run. */
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

    DockerClient client() {
        return client;
    }
}
