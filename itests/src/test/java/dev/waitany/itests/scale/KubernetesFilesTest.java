/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

/** The files of {@code deploy/kubernetes} mean to the API what they say. */
@EnableKubernetesMockClient(crud = true)
class KubernetesFilesTest {
    @SuppressWarnings("NullAway.Init") // the extension sets it
    KubernetesClient client;

    @Test
    void filesHaveOnlyFieldsThatTheApiKnows() throws Exception {
        for (HasMetadata resource : KubernetesJob.resources()) {
            assertThat(UnknownFields.of(resource)).as(resource.getKind()).isEmpty();
        }
    }

    @Test
    void misspeltFieldIsFound() throws Exception {
        String misspelt =
                KubernetesJob.text("compare.yaml")
                        .replace("seccompProfile:", "seccompProfil:")
                        .replace("parallelism:", "paralelism:");
        HasMetadata job = new KubernetesSerialization().unmarshal(misspelt);
        assertThat(UnknownFields.of(job)).containsExactlyInAnyOrder("seccompProfil", "paralelism");
    }

    @Test
    void serverAcceptsTheFiles() throws Exception {
        for (HasMetadata resource : KubernetesJob.resources()) {
            client.resource(resource).inNamespace("measure").create();
        }
        Job job =
                client.batch().v1().jobs().inNamespace("measure").withName("waitany-compare").get();
        assertThat(job.getSpec()).isEqualTo(KubernetesJob.job().getSpec());
        assertThat(client.persistentVolumeClaims().inNamespace("measure").list().getItems())
                .extracting(claim -> claim.getMetadata().getName())
                .containsExactly(
                        job.getSpec()
                                .getTemplate()
                                .getSpec()
                                .getVolumes()
                                .getFirst()
                                .getPersistentVolumeClaim()
                                .getClaimName());
    }

    @Test
    void eachPodMeasuresOneShardOfAsManyAsThereAreCompletions() throws Exception {
        JobSpec spec = KubernetesJob.job().getSpec();
        Container container = KubernetesJob.container(KubernetesJob.job());
        assertThat(spec.getCompletionMode()).isEqualTo("Indexed");
        assertThat(container.getArgs())
                .containsSequence("--shard", "$(JOB_COMPLETION_INDEX)/" + spec.getCompletions());
        assertThat(spec.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(container.getResources().getLimits())
                .as("whole CPUs of its own")
                .isEqualTo(container.getResources().getRequests());
        assertThat(container.getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("Unconfined");
    }
}
