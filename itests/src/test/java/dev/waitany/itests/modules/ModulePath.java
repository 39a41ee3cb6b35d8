/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the modules under test, which are jars in a full build. */
final class ModulePath {
    private static final List<String> OURS =
            List.of("linux-ffm", "api", "ring-futex", "syscall-futexv", "futexv-emulation");

    private ModulePath() {}

    /** Returns WaitAny's libraries and their dependencies. */
    static List<Path> libraries() {
        return Stream.concat(
                        OURS.stream().map(ModulePath::of),
                        entries().filter(entry -> entry.toString().contains("slf4j-api")))
                .toList();
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
