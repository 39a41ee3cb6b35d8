/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.container.Docker;
import dev.waitany.itests.container.Engine;
import dev.waitany.itests.container.SharedMemory;
import dev.waitany.itests.container.Spoken;
import dev.waitany.itests.container.TestContainer;
import dev.waitany.itests.container.TestImage;
import dev.waitany.itests.sandbox.Sandbox;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the pods of {@code deploy/kubernetes} do: a container for each completion index. */
@ExtendWith(Docker.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShardsInContainersIT {
    @Test
    void containersMeasureTheShardsOfTheJobAndOneMergesThem(Engine engine, TestImage image)
            throws Exception {
        Job job = KubernetesJob.job();
        try (SharedMemory results = SharedMemory.ofVolume(engine);
                // A volume in memory is empty again as soon as no container uses it.
                TestContainer _ = container(engine, image, results)) {
            String out = results.folder().toString();
            for (int index = 0; index < job.getSpec().getCompletions(); index++) {
                run(engine, image, results, index, arguments(job, index, out));
            }
            List<String> again = run(engine, image, results, 0, arguments(job, 0, out));
            assertThat(again).anyMatch(line -> line.contains("shard 0/4 is measured already"));
            List<String> merged = run(engine, image, results, 0, List.of("merge", out));
            for (int index = 0; index < 4; index++) {
                String shard = "shard %d/4: node pod-%d,".formatted(index, index);
                assertThat(merged).anyMatch(line -> line.startsWith(shard));
            }
            assertThat(merged).contains(out + "/results.json", out + "/report.html");
        }
    }

    /** Returns the Job's arguments as kubelet expands them, for a short run. */
    private static List<String> arguments(Job job, int index, String out) {
        List<String> expanded =
                KubernetesJob.container(job).getArgs().stream()
                        .map(a -> a.replace("$(JOB_COMPLETION_INDEX)", Integer.toString(index)))
                        .map(a -> a.equals("/results") ? out : a)
                        .toList();
        return BenchCommand.joined(expanded, BenchCommand.SMALL);
    }

    private static List<String> run(
            Engine engine, TestImage image, SharedMemory results, int index, List<String> arguments)
            throws Exception {
        String variables = "JOB_COMPLETION_INDEX=%d WAITANY_NODE=pod-%d".formatted(index, index);
        try (TestContainer pod = container(engine, image, results)) {
            return new Spoken(pod, new BenchCommand(image).line(variables, arguments))
                    .assertEndsWell();
        }
    }

    private static TestContainer container(Engine engine, TestImage image, SharedMemory results) {
        return TestContainer.start(engine, image.name(), Sandbox.unconfined(results.first()));
    }
}
