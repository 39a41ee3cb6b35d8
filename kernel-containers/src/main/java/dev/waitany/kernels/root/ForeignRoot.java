/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a guest of another architecture: Debian's packages of a Java runtime and of the
 * libraries that it needs, as they are unpacked. A runtime of this machine cannot run there.
 *
 * @param packages the folder with the unpacked packages
 */
record ForeignRoot(Path packages) {
    /** Debian has merged these folders into {@code usr}. The loader of programs is below one. */
    private static final List<String> MERGED = List.of("bin", "lib", "sbin");

    /** What no program needs. */
    private static final List<String> LEFT_OUT =
            List.of("usr/share", "usr/sbin", "usr/lib/aarch64-linux-gnu/gconv");

    private static final String JVM = "usr/lib/jvm";

    /** Returns the path of java in the guest. */
    Path java() throws IOException {
        try (Stream<Path> runtimes = Files.list(packages.resolve(JVM))) {
            return runtimes.filter(Files::isDirectory)
                    .filter(home -> !Files.isSymbolicLink(home))
                    .filter(home -> Files.exists(home.resolve("bin/java")))
                    .findFirst()
                    .map(home -> Path.of("/").resolve(packages.relativize(home)))
                    .orElseThrow(() -> new IOException("no Java runtime in " + packages))
                    .resolve("bin/java");
        }
    }

    void write(CpioArchive cpio) throws IOException {
        cpio.folder(Path.of("/usr"));
        for (String folder : MERGED) {
            cpio.folder(Path.of("/usr", folder));
            cpio.link(Path.of("/", folder), "usr/" + folder);
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(packages)) {
            all = files.sorted().filter(this::isNeeded).toList();
        }
        for (Path file : all) {
            Path there = Path.of("/").resolve(packages.relativize(file));
            if (Files.isSymbolicLink(file)) {
                cpio.link(there, Files.readSymbolicLink(file).toString());
            } else if (Files.isRegularFile(file)) {
                cpio.file(there, file);
            }
        }
    }

    private boolean isNeeded(Path file) {
        Path relative = packages.relativize(file);
        return LEFT_OUT.stream().noneMatch(relative::startsWith)
                && MERGED.stream().noneMatch(folder -> relative.equals(Path.of(folder)));
    }
}
