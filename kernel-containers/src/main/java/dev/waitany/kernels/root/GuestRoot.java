/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import dev.waitany.kernels.guest.JavaRuntime;
import dev.waitany.kernels.machine.Folders;
import dev.waitany.kernels.machine.WholeFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a guest as an archive for the kernel: a shell, a Java runtime with the libraries it
 * needs, a class path and its AOT cache. They have the same paths as on this machine.
 *
 * @param archive the file
 */
public record GuestRoot(Path archive) {
    private static final List<String> MOUNTED = List.of("/proc", "/sys", "/dev", "/tmp");

    /** Returns the archive of a class path, and writes it if there is none. */
    static GuestRoot of(
            Path shell, JavaRuntime runtime, GuestClassPath classPath, Optional<Path> aotCache)
            throws IOException {
        Path archive = classPath.folder().resolve("root.cpio");
        WholeFile.ensure(
                archive,
                draft -> {
                    try (CpioArchive cpio = new CpioArchive(open(draft))) {
                        write(cpio, shell, runtime.home());
                        for (Path jar : classPath.jars()) {
                            cpio.file(jar, jar);
                        }
                        if (aotCache.isPresent()) {
                            cpio.file(aotCache.get(), aotCache.get());
                        }
                    }
                });
        return new GuestRoot(archive);
    }

    /** Returns the archive of a class path for another architecture. */
    static GuestRoot of(Path shell, ForeignRoot foreign, GuestClassPath classPath)
            throws IOException {
        Path archive = classPath.folder().resolve("foreign-root.cpio");
        WholeFile.ensure(
                archive,
                draft -> {
                    try (CpioArchive cpio = new CpioArchive(open(draft))) {
                        foreign.write(cpio);
                        for (String folder : MOUNTED) {
                            cpio.folder(Path.of(folder));
                        }
                        cpio.file(Path.of("/usr").resolve(relative(InitScript.SHELL)), shell);
                        for (Path jar : classPath.jars()) {
                            cpio.file(jar, jar);
                        }
                    }
                });
        return new GuestRoot(archive);
    }

    /** Returns an archive with only a shell. */
    public static GuestRoot ofShell(Path shell) throws IOException {
        Path archive = shell.resolveSibling("shell.cpio");
        WholeFile.ensure(
                archive,
                draft -> {
                    try (CpioArchive cpio = new CpioArchive(open(draft))) {
                        begin(cpio, shell);
                    }
                });
        return new GuestRoot(archive);
    }

    /** Returns an archive with one static program, as the first process. */
    public static GuestRoot ofProgram(Path program) throws IOException {
        Path archive = program.resolveSibling(program.getFileName() + ".cpio");
        WholeFile.ensure(
                archive,
                draft -> {
                    try (CpioArchive cpio = new CpioArchive(open(draft))) {
                        cpio.folder(Path.of("/proc"));
                        cpio.folder(Path.of("/dev"));
                        cpio.file(Path.of("/init"), program);
                    }
                });
        return new GuestRoot(archive);
    }

    private static Path relative(Path absolute) {
        return Path.of("/").relativize(absolute);
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    private static void begin(CpioArchive cpio, Path shell) throws IOException {
        for (String folder : MOUNTED) {
            cpio.folder(Path.of(folder));
        }
        cpio.file(InitScript.SHELL, shell);
    }

    private static void write(CpioArchive cpio, Path shell, Path runtime) throws IOException {
        begin(cpio, shell);
        for (Path file : Folders.files(runtime)) {
            cpio.file(file, file);
        }
        for (Path library : SharedLibraries.of(runtime)) {
            cpio.file(library, library);
        }
    }
}
