/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import dev.waitany.kernels.engine.Engine;
import dev.waitany.kernels.guest.JavaRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * An image with a Java runtime, a class path and more files, on the base image. Close removes it.
 */
public final class TestImage implements AutoCloseable {
    private static final String DOCKERFILE = "dev/waitany/itests/container/Dockerfile";
    private static final Path JAVA = Path.of("/opt/java/bin/java");
    private static final Path FILES = Path.of("/opt/waitany");

    private final Engine engine;
    private final String name;
    private final JavaRuntime runtime;
    private final List<Path> classPath;
    private final Set<String> files;

    private TestImage(
            Engine engine,
            String name,
            JavaRuntime runtime,
            List<Path> classPath,
            Set<String> files) {
        this.engine = engine;
        this.name = name;
        this.runtime = runtime;
        this.classPath = classPath;
        this.files = files;
    }

    /**
     * Builds an image, which takes some seconds.
     *
     * @param base the name of the base image
     * @param classPath jars and folders of this machine, in order
     * @param more files and folders of this machine, by their names in {@link #file}
     */
    public static TestImage build(
            Engine engine,
            String base,
            JavaRuntime runtime,
            List<Path> classPath,
            Map<String, Path> more) {
        String name = "waitany-itests:" + UUID.randomUUID();
        ImageFromDockerfile image =
                new ImageFromDockerfile(name, true)
                        .withFileFromClasspath("Dockerfile", DOCKERFILE)
                        .withBuildArg("BASE_IMAGE", base)
                        .withFileFromPath("java", runtime.home())
                        .withBuildImageCmdModifier(engine::label);
        List<Path> there = new ArrayList<>();
        for (Path entry : classPath) {
            // All folders are called classes, so the position makes the names unique.
            Path inside = Path.of("path", there.size() + "-" + entry.getFileName());
            image.withFileFromPath("waitany/" + inside, entry);
            there.add(FILES.resolve(inside));
        }
        more.forEach((as, path) -> image.withFileFromPath("waitany/" + as, path));
        return new TestImage(
                engine, image.get(), runtime, List.copyOf(there), Set.copyOf(more.keySet()));
    }

    /** Returns its name with the tag. */
    public String name() {
        return name;
    }

    /** Returns the Java runtime from which that in the image was copied. */
    public JavaRuntime runtime() {
        return runtime;
    }

    /** Returns the path of java in its containers. */
    public Path java() {
        return JAVA;
    }

    /** Returns the class path in its containers. */
    public List<Path> classPath() {
        return classPath;
    }

    /** Returns the path of one of the other files in its containers; empty if it was not given. */
    public Optional<Path> file(String as) {
        return files.contains(as) ? Optional.of(FILES.resolve(as)) : Optional.empty();
    }

    @Override
    public void close() {
        engine.client().removeImageCmd(name).withForce(true).exec();
    }
}
