/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class path of this JVM without what only the host needs. */
public final class GuestJars {
    /** What starts containers. Code in a guest never does. */
    private static final List<String> STAY_HERE =
            List.of("testcontainers", "docker-java", "duct-tape", "jna-", "annotations-");

    private GuestJars() {}

    /**
     * Returns its entries in order.
     *
     * @param more beginnings of file names that guests of the caller do not need either
     */
    public static List<Path> ofThisJvm(String... more) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .filter(entry -> STAY_HERE.stream().noneMatch(nameOf(entry)::startsWith))
                .filter(entry -> Stream.of(more).noneMatch(nameOf(entry)::startsWith))
                .toList();
    }

    private static String nameOf(Path entry) {
        return String.valueOf(entry.getFileName());
    }
}
