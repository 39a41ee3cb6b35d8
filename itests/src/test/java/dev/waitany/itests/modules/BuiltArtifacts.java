/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The artifacts of this build that projects outside depend on. */
final class BuiltArtifacts {
    private static final List<String> JARS =
            List.of("linux-ffm", "api", "objects", "tck", "kernel-containers");
    private static final Pattern JAR_NAME = Pattern.compile("waitany-api-(.+)\\.jar");

    private BuiltArtifacts() {}

    /** Copies the artifacts and their POMs into a local Maven repository, as `mvn install` does. */
    static void install(Path repository) throws IOException {
        String version = version();
        installPom(repository, "", "waitany-parent", version);
        installPom(repository, "bom", "waitany-bom", version);
        for (String module : JARS) {
            Path target = installPom(repository, module, "waitany-" + module, version);
            Files.copy(
                    ModulePath.of(module),
                    target.resolve("waitany-%s-%s.jar".formatted(module, version)));
        }
    }

    /** Returns the local repository from which this build took what others have made. */
    static Path othersRepository() {
        String inRepository = "/org/assertj/assertj-core/";
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(inRepository))
                .map(entry -> Path.of(entry.substring(0, entry.indexOf(inRepository))))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("no local Maven repository on the class path"));
    }

    private static Path installPom(Path repository, String folder, String artifact, String version)
            throws IOException {
        Path target = repository.resolve("dev/waitany").resolve(artifact).resolve(version);
        Files.createDirectories(target);
        Files.copy(
                Path.of(System.getProperty("dev.waitany.itests.root"), folder, "pom.xml"),
                target.resolve("%s-%s.pom".formatted(artifact, version)));
        return target;
    }

    private static String version() {
        Path api = ModulePath.of("api");
        Matcher name = JAR_NAME.matcher(api.getFileName().toString());
        assertThat(name.matches()).as("%s is a jar: run this by mvn verify", api).isTrue();
        return name.group(1);
    }
}
