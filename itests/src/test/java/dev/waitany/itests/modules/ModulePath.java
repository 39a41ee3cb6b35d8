/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds the modules under test, which are jars in a full build. The files in {@code
 * src/test/resources/golden} say which modules there are.
 */
final class ModulePath {
    private static final String GOLDEN = ".txt";
    private static final String TCK = "tck"; // a library for tests

    private ModulePath() {}

    /** Returns WaitAny's libraries and their dependencies. */
    static List<Path> libraries() {
        return Stream.concat(
                        published().filter(folder -> !folder.equals(TCK)).map(ModulePath::of),
                        entries().filter(entry -> entry.toString().contains("slf4j-api")))
                .toList();
    }

    /** Returns the folders of all modules that are published. */
    static Stream<String> published() {
        URL golden = Objects.requireNonNull(ModulePath.class.getResource("/golden"));
        try (Stream<Path> files = Files.list(Path.of(golden.getPath()))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(GOLDEN))
                    .map(name -> name.substring(0, name.length() - GOLDEN.length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns the class folder or jar of a module, on the class path of the test. */
    static Path of(String folder) {
        return entries()
                .filter(entry -> entry.toString().contains("/" + folder + "/target/"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(folder + " is not on the class path"));
    }

    static String joined(List<Path> path) {
        return String.join(File.pathSeparator, path.stream().map(Path::toString).toList());
    }

    private static Stream<Path> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of);
    }
}
