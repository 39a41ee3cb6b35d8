/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.scale;

import dev.waitany.itests.container.Docker;
import dev.waitany.itests.container.Engine;
import dev.waitany.itests.container.RootImage;
import dev.waitany.itests.container.Spoken;
import dev.waitany.itests.container.TestContainer;
import dev.waitany.itests.container.TestImage;
import dev.waitany.itests.machine.KeptFiles;
import dev.waitany.itests.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A container with Debian's Slurm, as a cluster of one node. */
final class SlurmCluster implements AutoCloseable {
    private static final String START = "start-slurm";
    private static final String SCRIPT = "compare.sbatch";
    private static final String WAITANY = "waitany";
    private static final Path ROOT = Path.of(System.getProperty("dev.waitany.itests.root"));

    private final RootImage debian;
    private final TestImage image;
    private final TestContainer node;

    private SlurmCluster(RootImage debian, TestImage image, TestContainer node) {
        this.debian = debian;
        this.image = image;
        this.node = node;
    }

    /**
     * Starts a cluster.
     *
     * @param plain the image of the other tests, whose Java runtime and paths are the same
     * @param folder for the files of the image
     */
    static SlurmCluster start(Engine engine, TestImage plain, Path folder) throws Exception {
        RootImage debian =
                RootImage.with(
                        engine,
                        KeptFiles.ofUser(),
                        "slurm",
                        "munge",
                        "slurm-client",
                        "slurmctld",
                        "slurmd");
        TestImage image = null;
        try {
            image =
                    TestImage.build(
                            engine,
                            debian.name(),
                            plain.runtime(),
                            List.of(),
                            files(plain, folder));
            TestContainer node =
                    TestContainer.start(engine, image.name(), Sandbox.unconfined(_ -> {}));
            SlurmCluster cluster = new SlurmCluster(debian, image, node);
            cluster.sh("sh " + cluster.path(START)).assertEndsWell();
            return cluster;
        } catch (Throwable failure) {
            if (image != null) {
                image.close();
            }
            debian.close();
            throw failure;
        }
    }

    /** Submits tasks of the array and waits for their end. */
    Spoken submit(String tasks, String out) {
        return sh(
                "mkdir -p %s && cd %s && WAITANY=%s sbatch --wait --array=%s %s 4 --out %s %s"
                        .formatted(
                                out,
                                out,
                                path(WAITANY),
                                tasks,
                                path(SCRIPT),
                                out,
                                String.join(" ", BenchCommand.SMALL)));
    }

    /** Runs a command of {@code ./waitany} on the node. */
    Spoken waitany(String arguments) {
        return sh(path(WAITANY) + " " + arguments);
    }

    /** Runs a shell command on the node. */
    Spoken sh(String command) {
        return new Spoken(node, List.of("sh", "-c", command));
    }

    private Path path(String file) {
        return Docker.require(image, file, file + " is not in the image");
    }

    private static Map<String, Path> files(TestImage plain, Path folder) throws IOException {
        Path bench = ROOT.resolve("bench/target");
        Map<String, Path> files = new LinkedHashMap<>();
        files.put(Docker.BENCH + "/waitany-bench.jar", bench.resolve("waitany-bench.jar"));
        files.put(Docker.BENCH + "/lib", bench.resolve("lib"));
        files.put(SCRIPT, ROOT.resolve("deploy/slurm").resolve(SCRIPT));
        files.put(WAITANY, folder.resolve(WAITANY));
        Files.writeString(folder.resolve(WAITANY), new BenchCommand(plain).script());
        if (!folder.resolve(WAITANY).toFile().setExecutable(true)) {
            throw new IOException(folder + " has no executable files");
        }
        files.put(START, folder.resolve(START));
        try (InputStream script =
                Objects.requireNonNull(SlurmCluster.class.getResourceAsStream(START))) {
            Files.copy(script, folder.resolve(START));
        }
        return files;
    }

    @Override
    public void close() {
        try (debian;
                image;
                node) {
            // in reverse order, even if one fails
        }
    }
}
