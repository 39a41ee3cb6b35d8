/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders of one parent, each named after a hash of its inputs, so changed inputs leave old folders
 * behind. Folders that were not used for two weeks are removed. A folder's modification time is its
 * last use.
 */
public final class KeptFolders {
    private static final Duration KEPT = Duration.ofDays(14);
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}");

    private final Path parent;
    private final Clock clock;

    /**
     * Manages the folders of a parent.
     *
     * @param parent is created when it is needed; other content is not touched
     */
    public KeptFolders(Path parent) {
        this(parent, Clock.systemUTC());
    }

    KeptFolders(Path parent, Clock clock) {
        this.parent = parent;
        this.clock = clock;
    }

    /**
     * Returns the folder for a hash, and creates it if it is not there.
     *
     * @param sum at least 16 hexadecimal digits; the first 16 are its name
     */
    public Path use(String sum) throws IOException {
        Path folder = parent.resolve(sum.substring(0, 16));
        Files.createDirectories(folder);
        Files.setLastModifiedTime(folder, FileTime.from(clock.instant()));
        removeUnused();
        return folder;
    }

    private void removeUnused() throws IOException {
        Instant oldest = clock.instant().minus(KEPT);
        List<Path> folders;
        try (Stream<Path> all = Files.list(parent)) {
            folders =
                    all.filter(folder -> NAME.matcher(folder.getFileName().toString()).matches())
                            .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                            .toList();
        }
        for (Path folder : folders) {
            if (Files.getLastModifiedTime(folder).toInstant().isBefore(oldest)) {
                Folders.delete(folder);
            }
        }
    }
}
