/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files that take long to make and are kept from one run to the next, each with its checksum beside
 * it: one that does not match is made again. Safe for several processes at once.
 */
public final class KeptFiles {
    private static final Object IN_THIS_JVM = new Object(); // where file locks say nothing

    private final Path folder;

    /**
     * @param folder is made when it is needed
     */
    public KeptFiles(Path folder) {
        this.folder = folder;
    }

    /** The user's. */
    public static KeptFiles ofUser() {
        return new KeptFiles(UserCache.folder("images"));
    }

    /** The file of that name, made now if it is not there or not what it was. */
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

    /** Its checksum first: what has its name has one. */
    private static void make(Path file, WholeFile.Maker maker) throws IOException {
        Path own = file.resolveSibling(file.getFileName() + ".draft"); // by the lock
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
