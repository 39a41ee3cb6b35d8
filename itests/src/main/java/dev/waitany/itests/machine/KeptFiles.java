/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that take long to make and are kept from one run to the next, each with its checksum beside
 * it: one that does not match is made again. Safe for several processes at once.
 */
public final class KeptFiles {
    /** Makes a file. */
    @FunctionalInterface
    public interface Maker {
        /** Writes it there; the folder is there and the file is not. */
        void make(Path file) throws IOException;
    }

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
    public Path get(String name, Maker maker) {
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

    /** Under another name first: what has its name is whole. */
    private void make(Path file, Maker maker) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        try {
            maker.make(draft);
            Files.writeString(checksumOf(file), Sha256.of(draft));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
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
