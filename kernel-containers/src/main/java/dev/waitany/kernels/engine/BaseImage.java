/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.engine;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.waitany.kernels.machine.KeptFiles;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The image that all others start from. It is Debian's own. If no registry can be reached, it is
 * built from Debian's packages, and close removes it again. For one thread.
 */
public final class BaseImage implements AutoCloseable {
    /** The value of {@code BASE_IMAGE} in Dockerfiles. */
    public static final String NAME = "debian:trixie-slim";

    static final String SUITE = "trixie";

    private static final long PULL_SECONDS = 60;
    private static final String ROOT = "root.tar.gz";
    private static final String DOCKERFILE =
            """
            FROM scratch
            ADD %s /
            CMD ["bash"]
            """
                    .formatted(ROOT);

    private final Engine engine;
    private final KeptFiles kept;
    private boolean imported;

    /**
     * @param kept where the root file system is kept from one run to the next
     */
    public BaseImage(Engine engine, KeptFiles kept) {
        this.engine = engine;
        this.kept = kept;
    }

    /**
     * Makes sure that the engine has the image. The first time takes half a minute, later calls
     * take seconds.
     *
     * @return its name
     * @throws NoBaseImageException if it can neither be pulled nor built
     */
    public String ensure() {
        if (!isPresent() && !pull()) {
            Path root = kept.get(SUITE + "-" + arch() + ".tar.gz", RootFileSystem.of(SUITE)::build);
            importRoot(root);
        }
        return NAME;
    }

    @Override
    public void close() {
        if (imported) {
            engine.client().removeImageCmd(NAME).exec();
            imported = false;
        }
    }

    private boolean isPresent() {
        try {
            engine.client().inspectImageCmd(NAME).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }

    private boolean pull() {
        try {
            return engine.client()
                    .pullImageCmd(NAME)
                    .start()
                    .awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS);
        } catch (DockerException unreachable) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void importRoot(Path root) {
        new ImageFromDockerfile(NAME, true)
                .withFileFromPath(ROOT, root)
                .withFileFromString("Dockerfile", DOCKERFILE)
                .withBuildImageCmdModifier(engine::label)
                .get();
        imported = true;
    }

    private static String arch() {
        return System.getProperty("os.arch");
    }
}
