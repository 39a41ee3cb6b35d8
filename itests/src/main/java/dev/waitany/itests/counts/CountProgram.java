/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import dev.waitany.kernels.machine.Command;
import dev.waitany.kernels.machine.KeptFolders;
import dev.waitany.kernels.machine.Sha256;
import dev.waitany.kernels.machine.UserCache;
import dev.waitany.kernels.machine.WholeFile;
import dev.waitany.kernels.root.GuestRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The C reference as the first process of a guest. It is compiled once for its sources and compiler
 * and kept.
 *
 * @param sources the checksum of the sources
 * @param compiler its name and version
 * @param archive the guest's files
 */
record CountProgram(String sources, String compiler, Path archive) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SOURCE = "itests/src/main/c/count.c";
    private static final String REFERENCE_FOLDER =
            "bench/src/main/resources/dev/waitany/bench/workload";
    private static final int SHORT = 16;

    static final String GCC = "gcc";

    /**
     * Compiles the program of a checkout, unless it is kept.
     *
     * @throws IOException with what the compiler says
     */
    static CountProgram of(Path root) throws IOException {
        Path source = root.resolve(SOURCE);
        Path reference = root.resolve(REFERENCE_FOLDER);
        String sources = sumOf(Sha256.of(source) + Sha256.of(reference.resolve("reference.c")));
        String compiler =
                new Command(GCC, "--version").output(LIMIT).lines().findFirst().orElse("");
        Path folder = new KeptFolders(UserCache.folder("counts")).use(sumOf(sources + compiler));
        Path program = folder.resolve("init");
        WholeFile.ensure(program, draft -> compile(source, reference, draft));
        return new CountProgram(
                sources.substring(0, SHORT), compiler, GuestRoot.ofProgram(program).archive());
    }

    private static void compile(Path source, Path reference, Path program) throws IOException {
        new Command(
                        List.of(
                                GCC,
                                "-O2",
                                "-static",
                                "-pthread",
                                "-Wall",
                                "-Wextra",
                                "-Werror",
                                "-I" + reference,
                                "-o",
                                program.toString(),
                                source.toString()))
                .output(LIMIT);
        if (!Files.isExecutable(program)) {
            throw new IOException(program + " is not executable");
        }
    }

    private static String sumOf(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
