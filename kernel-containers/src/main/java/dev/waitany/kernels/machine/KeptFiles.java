/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files that take long to make and are kept between runs, each with a file that has its checksum.
 * If a file does not match, it is made again. Safe for concurrent processes.
 */
public final class KeptFiles {
    private static final Object IN_THIS_JVM =
            new Object(); // file locks do not exclude threads of one JVM

    private final Path folder;

    /**
     * Keeps files in a folder.
     *
     * @param folder is created when it is needed
     */
    public KeptFiles(Path folder) {
        this.folder = folder;
    }

    /** Returns the files in the user's cache. */
    public static KeptFiles ofUser() {
        return new KeptFiles(UserCache.folder("images"));
    }

    /** Returns the file of that name, and makes it if it is missing or changed. */
    public Path get(String name, WholeFile.Maker maker) {
        Path file = folder.resolve(name);
        synchronized (IN_THIS_JVM) {
            try {
                Files.createDirectories(folder);
                try (FileChannel lock = openLock(name)) {
                    lock.lock(); // until the channel is closed
                    if (!isWhole(file)) {
                        make(file, maker);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": " + e.getMessage(), e);
            }
        }
        return file;
    }

    private FileChannel openLock(String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    /** Writes the checksum first, so that every file with its final name has one. */
    private static void make(Path file, WholeFile.Maker maker) throws IOException {
        Path own = file.resolveSibling(file.getFileName() + ".draft"); // exclusive by the lock
        WholeFile.make(
                file,
                own,
                draft -> {
                    maker.make(draft);
                    Files.writeString(checksumOf(file), Sha256.of(draft));
                });
    }

    private static boolean isWhole(Path file) throws IOException {
        Path checksum = checksumOf(file);
        return Files.exists(file)
                && Files.exists(checksum)
                && Files.readString(checksum).equals(Sha256.of(file));
    }

    private static Path checksumOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }
}
