/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel.root;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class path of this JVM without what only the host needs. */
public final class GuestJars {
    private static final List<String> STAY_HERE =
            List.of(
                    "testcontainers",
                    "docker-java",
                    "duct-tape",
                    "jna-",
                    "commons-",
                    "archunit",
                    "picocli",
                    "jackson-",
                    "annotations-");

    private GuestJars() {}

    /** Returns its entries in order. */
    public static List<Path> ofThisJvm() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .filter(entry -> STAY_HERE.stream().noneMatch(nameOf(entry)::startsWith))
                .toList();
    }

    private static String nameOf(Path entry) {
        return String.valueOf(entry.getFileName());
    }
}
