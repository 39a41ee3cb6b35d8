/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.waitany.kernels.Architecture;
import dev.waitany.kernels.engine.BaseImage;
import dev.waitany.kernels.engine.Engine;
import dev.waitany.kernels.machine.KeptFiles;
import dev.waitany.kernels.machine.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The image with QEMU, the same for all kernels of an architecture. It stays in the engine, and is
 * kept as a file for later engines.
 */
final class QemuImage {
    private static final Logger LOG = LoggerFactory.getLogger(QemuImage.class);
    private static final int TAG_LENGTH = 12;

    private final Engine engine;
    private final KeptFiles kept;
    private final String dockerfile;
    private final String tag;
    private final String name;

    QemuImage(Engine engine, KeptFiles kept, Architecture guest) {
        this.engine = engine;
        this.kept = kept;
        this.dockerfile = guest == Architecture.X86_64 ? "Dockerfile" : "Dockerfile.aarch64";
        this.tag = Sha256.of(content(dockerfile)).substring(0, TAG_LENGTH);
        this.name = "waitany-qemu:" + tag;
    }

    /**
     * Returns its name in the engine. Loads the image from the file in seconds, or builds it in a
     * minute, if it is not there.
     */
    String ensure() {
        if (!isPresent()) {
            Path file = kept.get("waitany-qemu-" + tag + ".tar", this::make);
            if (!isPresent()) {
                load(file);
            }
        }
        return name;
    }

    private void make(Path file) throws IOException {
        LOG.info("building the image {}", name);
        try (BaseImage base = new BaseImage(engine, kept)) {
            build(base.ensure());
        }
        try (InputStream image = client().saveImageCmd(name).exec()) {
            Files.copy(image, file);
        }
    }

    private void build(String base) {
        new ImageFromDockerfile(name, false)
                .withFileFromClasspath("Dockerfile", "dev/waitany/kernels/boot/" + dockerfile)
                .withBuildArg("BASE_IMAGE", base)
                // A separate network could not resolve names if only the host can.
                .withBuildImageCmdModifier(build -> build.withNetworkMode("host"))
                .get();
    }

    private void load(Path file) {
        try (InputStream image = Files.newInputStream(file)) {
            client().loadImageCmd(image).exec();
        } catch (IOException e) {
            throw new UncheckedIOException("loading " + file, e);
        }
    }

    private boolean isPresent() {
        try {
            client().inspectImageCmd(name).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }

    private static DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    private static byte[] content(String dockerfile) {
        try (InputStream in = QemuImage.class.getResourceAsStream(dockerfile)) {
            return Objects.requireNonNull(in, dockerfile).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
