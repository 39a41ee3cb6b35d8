/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.scale;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files in {@code deploy/kubernetes}. */
final class KubernetesJob {
    private static final Path FOLDER =
            Path.of(System.getProperty("dev.waitany.itests.root"), "deploy/kubernetes");

    private KubernetesJob() {}

    /** Returns the text of a file. */
    static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    /** Returns the resources that the kustomization lists, in order. */
    static List<HasMetadata> resources() throws IOException {
        KubernetesSerialization yaml = new KubernetesSerialization();
        Object listed =
                yaml.unmarshal(text("kustomization.yaml"), java.util.Map.class).get("resources");
        if (!(listed instanceof List<?> names)) {
            throw new AssertionError("kustomization.yaml lists no resources");
        }
        List<HasMetadata> resources = new java.util.ArrayList<>();
        for (Object name : names) {
            HasMetadata resource = yaml.unmarshal(text(String.valueOf(name)));
            resources.add(resource);
        }
        return resources;
    }

    static Job job() throws IOException {
        return resources().stream()
                .filter(Job.class::isInstance)
                .map(Job.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Job is listed"));
    }

    static Container container(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }
}
