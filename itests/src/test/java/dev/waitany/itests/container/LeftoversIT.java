/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.kernels.engine.Engine;
import dev.waitany.kernels.machine.Until;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that a test creates is removed, with or without Testcontainers' reaper. */
@ExtendWith(Docker.class)
@Timeout(120)
class LeftoversIT {
    @Test
    void aClosedContainerIsGone(Engine engine, TestImage image) {
        List<String> before = engine.containers();
        try (TestContainer container = TestContainer.start(engine, image.name(), _ -> {})) {
            assertThat(engine.containers()).contains(container.id());
        }
        assertThat(engine.containers()).containsExactlyElementsOf(before);
    }

    @Test
    void aContainerThatCannotStartIsGone(Engine engine, TestImage image) {
        List<String> before = engine.containers();
        assertThatThrownBy(
                () ->
                        TestContainer.start(
                                engine, image.name(), host -> host.withRuntime("no-such-runtime")));
        assertThat(engine.containers()).containsExactlyElementsOf(before);
    }

    @Test
    void aContainerEndsWithAJvmThatIsKilled(Engine engine, TestImage image) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ContainerHolder.class.getName(),
                        image.name());
        builder.environment().put("WAITANY_RUN", engine.run());
        Process holder = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String id = holder.inputReader().readLine();
            assertThat(engine.containers()).contains(id);
            holder.destroyForcibly().waitFor();
            Until.holds(
                    () -> !engine.containers().contains(id), () -> "the end of container " + id);
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void aVolumeGoesWithTheMemoryItWasMadeFor(Engine engine) {
        List<String> before = engine.volumes();
        try (SharedMemory _ = SharedMemory.ofVolume(engine)) {
            assertThat(engine.volumes()).hasSize(before.size() + 1);
        }
        assertThat(engine.volumes()).containsExactlyElementsOf(before);
    }

    @Test
    void aClosedImageIsGoneAndLeavesNoneWithoutAName(Engine engine, TestImage image) {
        List<String> before = engine.images();
        List<String> dangling = engine.danglingImages();
        try (TestImage another =
                TestImage.build(
                        engine,
                        image.name(),
                        image.runtime(),
                        List.of(),
                        Map.of("file", Path.of("/etc/os-release")))) {
            assertThat(another.name()).isNotEqualTo(image.name());
            assertThat(engine.images()).hasSizeGreaterThan(before.size());
        }
        assertThat(engine.images()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(engine.danglingImages()).containsExactlyInAnyOrderElementsOf(dangling);
    }
}
