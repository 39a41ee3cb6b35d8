/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import dev.waitany.kernels.KernelUnavailableException;
import dev.waitany.kernels.machine.Folders;
import dev.waitany.kernels.machine.Sha256;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes single files out of packages: downloads a package, checks it against the index, and unpacks
 * it.
 */
final class PackageFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PackageFiles.class);

    /** Space for a package and its content. Kernels unpack to four times their size. */
    private static final int ROOM = 6;

    private static final long MB = 1_000_000;

    private final DebianArchive archive;
    private final Path folder;
    private final LongSupplier space;

    /**
     * Makes one.
     *
     * @param folder where it works and puts the files
     * @param space returns the free bytes there
     */
    PackageFiles(DebianArchive archive, Path folder, LongSupplier space) {
        this.archive = archive;
        this.folder = folder;
        this.space = space;
    }

    /**
     * Moves the first file of a package whose path matches a glob pattern to {@code target}.
     *
     * @throws KernelUnavailableException if there is not enough space, or two downloads were
     *     corrupt
     */
    void take(DebPackage found, String glob, Path target) throws IOException {
        long needed = found.bytes() * ROOM;
        long free = space.getAsLong();
        if (free < needed) {
            throw new KernelUnavailableException(
                    "no space for %s: it takes %d MB in %s, where %d MB are free"
                            .formatted(found, needed / MB, folder, free / MB));
        }
        Path work = Files.createTempDirectory(folder, "unpacking");
        try {
            Path deb = download(found, work);
            Path content = Files.createDirectory(work.resolve("content"));
            archive.unpack(deb, content);
            Files.move(find(content, glob, found), target, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException full) {
            throw new KernelUnavailableException("cannot keep " + found + ": " + full, full);
        } finally {
            Folders.delete(work);
        }
    }

    /** Unpacks packages into a new folder, which appears when it is complete. */
    void unpack(List<DebPackage> packages, Path target) throws IOException {
        Path work = Files.createTempDirectory(folder, "unpacking");
        try {
            Path content = Files.createDirectory(work.resolve("content"));
            for (DebPackage each : packages) {
                archive.unpack(download(each, work), content);
            }
            Files.move(content, target);
        } finally {
            if (Files.exists(work)) {
                Folders.delete(work);
            }
        }
    }

    private Path download(DebPackage found, Path work) throws IOException {
        LOG.info("fetching {} ({} MB)", found, found.bytes() / MB);
        Path first = archive.download(found, work);
        String sum = Sha256.of(first);
        if (sum.equals(found.sha256())) {
            return first;
        }
        LOG.warn("{} came corrupt (SHA-256 {}, not {}): again", found, sum, found.sha256());
        Files.delete(first);
        Path second = archive.download(found, work);
        String again = Sha256.of(second);
        if (!again.equals(found.sha256())) {
            throw new KernelUnavailableException(
                    "%s came corrupt twice: SHA-256 %s, where its index says %s"
                            .formatted(found, again, found.sha256()));
        }
        return second;
    }

    private static Path find(Path content, String glob, DebPackage found) throws IOException {
        var matcher = content.getFileSystem().getPathMatcher("glob:" + content + "/" + glob);
        try (Stream<Path> all = Files.walk(content)) {
            return all.filter(matcher::matches)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new KernelUnavailableException(
                                            "there is no " + glob + " in " + found));
        }
    }
}
