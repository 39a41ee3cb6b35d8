/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.machine;

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
 * Folders of one parent, each named after a hash of what it is made of, so that changes leave old
 * ones behind: those that nobody has used for two weeks are removed. A folder's own time says when
 * it was used.
 */
public final class KeptFolders {
    private static final Duration KEPT = Duration.ofDays(14);
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}");

    private final Path parent;
    private final Clock clock;

    /**
     * @param parent is made when it is needed; what else is in there is left alone
     */
    public KeptFolders(Path parent) {
        this(parent, Clock.systemUTC());
    }

    KeptFolders(Path parent, Clock clock) {
        this.parent = parent;
        this.clock = clock;
    }

    /**
     * The folder for a hash, made now if it is not there.
     *
     * @param sum of at least 16 hexadecimal digits, of which the first name it
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
