/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.waitany.itests.machine.KeptFiles;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The image that all others start from. It is Debian's own. If no registry can be reached, it is
 * built from Debian's packages, and close removes it again. For one thread.
 */
public final class BaseImage implements AutoCloseable {
    /** The value of {@code BASE_IMAGE} in Dockerfiles. */
    public static final String NAME = "debian:trixie-slim";

    static final String SUITE = "trixie";

    private static final long PULL_SECONDS = 60;
    private final Engine engine;
    private final KeptFiles kept;
    private @Nullable RootImage imported;

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
            imported = RootImage.build(engine, NAME, root);
        }
        return NAME;
    }

    @Override
    public void close() {
        if (imported != null) {
            imported.close();
            imported = null;
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

    static String arch() {
        return System.getProperty("os.arch");
    }
}
