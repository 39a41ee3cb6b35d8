/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A C program, compiled for one test. */
final class CProgram {
    private final Path binary;

    private CProgram(Path binary) {
        this.binary = binary;
    }

    /** Compiles the C peer. Skips the test if there is no gcc. */
    static CProgram compile(Path folder) throws Exception {
        return compile(
                folder,
                Path.of(System.getProperty("dev.waitany.itests.root"), "itests/src/test/c/peer.c"));
    }

    /** Compiles a program. Skips the test if there is no gcc. */
    static CProgram compile(Path folder, Path source) throws Exception {
        assumeTrue(isInstalled("gcc"), "gcc is not installed: no C peer");
        Path binary = folder.resolve("peer");
        try (Child gcc =
                Child.start(
                        List.of(
                                "gcc",
                                "-O2",
                                "-Wall",
                                "-Werror",
                                "-o",
                                binary.toString(),
                                source.toString()))) {
            String output = gcc.output();
            assertThat(gcc.exitCode()).as(output).isZero();
        }
        return new CProgram(binary);
    }

    Child start(Path file, int rounds) throws IOException {
        return Child.start(List.of(binary.toString(), file.toString(), Integer.toString(rounds)));
    }

    Child start(String role, Path file, int rounds) throws IOException {
        return Child.start(
                List.of(binary.toString(), role, file.toString(), Integer.toString(rounds)));
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
