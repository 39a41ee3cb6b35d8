/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.kernels.machine.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Maven project outside this build, as its user has it: a copy in another folder, built with the
 * artifacts of this build by coordinates.
 *
 * <p>Maven gets a local repository that contains nothing but those artifacts. Everything else comes
 * from the local repository that this build uses, which is a remote one to that Maven, so nothing
 * writes into it. No network is needed. A plugin or a library that this build does not use is
 * therefore not found.
 */
final class OutsideProject {
    /** A limit for a loaded machine. The build of the sample takes less than a minute. */
    private static final long SECONDS = 240;

    private final Path project;
    private final Path repository;
    private final Path settings;

    private OutsideProject(Path folder) {
        project = folder.resolve("project");
        repository = folder.resolve("repository");
        settings = folder.resolve("settings.xml");
    }

    /** Copies a project, without what was built there, and makes its repository. */
    static OutsideProject copy(Path sources, Path folder) throws IOException {
        OutsideProject copy = new OutsideProject(folder);
        for (Path file : Folders.files(sources)) {
            Path relative = sources.relativize(file);
            if (!relative.startsWith("target")) {
                Path target = copy.project.resolve(relative);
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Files.writeString(copy.settings, settings(BuiltArtifacts.othersRepository()));
        BuiltArtifacts.install(copy.repository);
        return copy;
    }

    /** Returns a file of the copy. */
    Path file(String name) {
        return project.resolve(name);
    }

    /**
     * Runs Maven with the JDK of this JVM. Skips the test if there is no Maven.
     *
     * @return what it printed
     */
    String maven(String... arguments) throws Exception {
        assumeTrue(isInstalled("mvn"), "mvn is not on the PATH: no project outside is built");
        Path log = settings.resolveSibling("log");
        ProcessBuilder builder =
                new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-Dstyle.color=never",
                        "-s",
                        settings.toString(),
                        "-gs",
                        settings.toString(),
                        "-Dmaven.repo.local=" + repository);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.directory(project.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        Process maven = builder.start();
        try {
            boolean ended = maven.waitFor(SECONDS, TimeUnit.SECONDS);
            String output = Files.readString(log);
            assertThat(ended).as("Maven ends within %d s:\n%s", SECONDS, output).isTrue();
            assertThat(maven.exitValue()).as(output).isZero();
            return output;
        } finally {
            maven.descendants().forEach(ProcessHandle::destroyForcibly);
            maven.destroyForcibly();
        }
    }

    private static String settings(Path remote) {
        return """
        <settings>
          <mirrors>
            <mirror><id>build</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
          </mirrors>
        </settings>
        """
                .formatted(remote.toUri());
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
