/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.engine;

import dev.waitany.kernels.machine.Command;
import dev.waitany.kernels.machine.DebianMirror;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes a tarball of a minimal Debian with debootstrap, from the mirror that this machine uses.
 * Needs root.
 */
final class RootFileSystem {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int TAIL = 5;

    /** The folders that a slim image leaves out. */
    private static final List<String> LEFT_OUT =
            List.of(
                    "./var/cache/apt/archives/*",
                    "./var/lib/apt/lists/*",
                    "./usr/share/doc/*",
                    "./usr/share/man/*",
                    "./usr/share/info/*",
                    "./usr/share/locale/*",
                    "./dev/*");

    private final String suite;
    private final UnaryOperator<String> program;

    private RootFileSystem(String suite, UnaryOperator<String> program) {
        this.suite = suite;
        this.program = program;
    }

    static RootFileSystem of(String suite) {
        return new RootFileSystem(suite, name -> name);
    }

    /** Makes one that calls other programs. */
    static RootFileSystem of(String suite, UnaryOperator<String> program) {
        return new RootFileSystem(suite, program);
    }

    /**
     * Writes the tarball.
     *
     * @throws NoBaseImageException if a program is missing or fails, with the end of its output
     */
    void build(Path tarball) throws IOException {
        Path folder = Files.createTempDirectory(tarball.toAbsolutePath().getParent(), "root-");
        try {
            String mirror = mirror();
            // In separate name spaces, so that its mounts and processes end with it.
            run(
                    "unshare",
                    "--mount",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    program.apply("debootstrap"),
                    "--variant=minbase",
                    suite,
                    folder.toString(),
                    mirror);
            pack(folder, tarball);
        } finally {
            run("rm", "-rf", "--one-file-system", folder.toString());
        }
    }

    private void pack(Path folder, Path tarball) {
        Command tar = new Command(program.apply("tar"), "--create", "--gzip", "--one-file-system");
        LEFT_OUT.forEach(pattern -> tar.add("--exclude=" + pattern));
        run(tar.add("--file=" + tarball, "--directory=" + folder, "."));
    }

    private String mirror() {
        try {
            return DebianMirror.known(program.apply("apt-get"));
        } catch (IOException none) {
            throw new NoBaseImageException("nothing to build it from: " + none.getMessage(), none);
        }
    }

    private static void run(String... words) {
        run(new Command(words));
    }

    private static void run(Command command) {
        Command.Ended ended;
        try {
            ended = command.run(PATIENCE);
        } catch (IOException missing) {
            throw new NoBaseImageException(
                    "building it needs what cannot be run: " + missing.getMessage(), missing);
        }
        if (ended.code() != 0) {
            throw new NoBaseImageException(
                    command.name() + " failed (" + ended.how() + "): " + ended.tail(TAIL));
        }
    }
}
