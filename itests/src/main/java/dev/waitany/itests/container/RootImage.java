/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import dev.waitany.itests.machine.KeptFiles;
import java.nio.file.Path;
import java.util.UUID;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** An image that is a minimal Debian with more packages. Close removes it. */
public record RootImage(Engine engine, String name) implements AutoCloseable {
    private static final String ROOT = "root.tar.gz";
    private static final String DOCKERFILE =
            """
            FROM scratch
            ADD %s /
            CMD ["bash"]
            """
                    .formatted(ROOT);

    /**
     * Builds an image with packages of Debian. The first time takes minutes, later ones seconds.
     *
     * @param purpose a part of the name of the kept file
     * @throws NoBaseImageException if the root file system cannot be built
     */
    public static RootImage with(
            Engine engine, KeptFiles kept, String purpose, String... packages) {
        Path root =
                kept.get(
                        BaseImage.SUITE + "-" + purpose + "-" + BaseImage.arch() + ".tar.gz",
                        RootFileSystem.of(BaseImage.SUITE).including(packages)::build);
        return build(engine, "waitany-itests-" + purpose + ":" + UUID.randomUUID(), root);
    }

    /** Builds an image of the tarball of a root file system. */
    static RootImage build(Engine engine, String name, Path root) {
        new ImageFromDockerfile(name, true)
                .withFileFromPath(ROOT, root)
                .withFileFromString("Dockerfile", DOCKERFILE)
                .withBuildImageCmdModifier(build -> TestImage.label(build, engine))
                .get();
        return new RootImage(engine, name);
    }

    @Override
    public void close() {
        engine.client().removeImageCmd(name).exec();
    }
}
