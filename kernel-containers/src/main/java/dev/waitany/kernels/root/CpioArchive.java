/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes an archive that the kernel unpacks at boot: cpio in the "newc" format. It is not
 * compressed, because an emulated machine unpacks more slowly than it reads. Times are kept to the
 * second. Source: the kernel's Documentation/driver-api/early-userspace/buffer-format.rst.
 */
final class CpioArchive implements AutoCloseable {
    private static final int FOLDER = 0040755;
    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;
    private static final int LINK = 0120777;

    private final OutputStream out;
    private final Set<String> folders = new HashSet<>();
    private int entries;

    CpioArchive(OutputStream out) {
        this.out = out;
    }

    /** Adds a folder, and those above it. */
    void folder(Path path) throws IOException {
        for (int depth = 1; depth <= path.getNameCount(); depth++) {
            Path part = path.subpath(0, depth);
            if (folders.add(part.toString())) {
                entry(part, FOLDER, 0, new byte[0]);
            }
        }
    }

    /** Adds a file with the content, time and executable bit of a file on this machine. */
    void file(Path path, Path content) throws IOException {
        long seconds = Files.getLastModifiedTime(content).toMillis() / 1000;
        int mode = Files.isExecutable(content) ? PROGRAM : FILE;
        above(path);
        entry(path, mode, seconds, Files.readAllBytes(content));
    }

    /** Adds a script. */
    void script(Path path, String text) throws IOException {
        entry(path, PROGRAM, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a symbolic link. */
    void link(Path path, String target) throws IOException {
        above(path);
        entry(path, LINK, 0, target.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        entry(Path.of("TRAILER!!!"), 0, 0, new byte[0]);
        out.close();
    }

    private void above(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            folder(folder);
        }
    }

    private void entry(Path path, int mode, long seconds, byte[] data) throws IOException {
        String name = path.toString().replaceFirst("^/", "") + "\0";
        String header =
                "070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X"
                        .formatted(
                                ++entries,
                                mode,
                                0,
                                0,
                                1,
                                seconds,
                                data.length,
                                0,
                                0,
                                0,
                                0,
                                name.length(),
                                0);
        pad(write(header + name));
        out.write(data);
        pad(data.length);
    }

    private int write(String ascii) throws IOException {
        byte[] bytes = ascii.getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        return bytes.length;
    }

    /** Pads to a multiple of four bytes. */
    private void pad(int written) throws IOException {
        out.write(new byte[(4 - written % 4) % 4]);
    }
}
