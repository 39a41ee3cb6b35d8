/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package is small enough to be read as one list. Generated code is not counted. */
class PackageSizeTest {
    private static final int MOST_FILES = 30;

    private final Path root = Path.of(System.getProperty("dev.waitany.itests.root"));

    @Test
    void noPackageHasMoreThanThirtySourceFiles() throws IOException {
        TreeMap<String, Integer> sizes = new TreeMap<>();
        for (Path folder : sourceFolders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(PackageSizeTest::isCounted)
                        .map(file -> root.relativize(file.getParent()).toString())
                        .forEach(name -> sizes.merge(name, 1, Integer::sum));
            }
        }
        assertThat(sizes).as("packages of main and test code").hasSizeGreaterThan(10);
        sizes.values().removeIf(count -> count <= MOST_FILES);
        assertThat(sizes).as("packages with more than %d files: split them", MOST_FILES).isEmpty();
    }

    private List<Path> sourceFolders() throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path module : modules) {
                Stream.of("src/main/java", "src/test/java")
                        .map(module::resolve)
                        .filter(Files::isDirectory)
                        .forEach(folders::add);
            }
        }
        return folders;
    }

    private static boolean isCounted(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("package-info.java");
    }
}
