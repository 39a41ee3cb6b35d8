/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFoldersTest {
    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "0123456789abcdef" + "0".repeat(48);

    @TempDir Path parent;

    @Test
    void folderIsTheSameForTheSameSumAndKeepsItsFiles() throws IOException {
        Path folder = at(0).use(ONE);
        Files.writeString(folder.resolve("file"), "kept");
        assertThat(at(13).use(ONE)).isEqualTo(folder);
        assertThat(folder.resolve("file")).hasContent("kept");
    }

    @Test
    void folderThatNobodyHasUsedForTwoWeeksIsRemoved() throws IOException {
        Path unused = at(0).use(ONE);
        Files.createDirectories(unused.resolve("in/there"));
        Files.writeString(unused.resolve("in/there/file"), "");
        at(1).use(ONE); // because writing just now counted as a use
        at(14).use(OTHER);
        assertThat(unused).isDirectory();
        at(16).use(OTHER);
        assertThat(unused).doesNotExist();
    }

    @Test
    void useCountsNotAge() throws IOException {
        Path used = at(0).use(ONE);
        at(10).use(ONE);
        at(20).use(OTHER);
        assertThat(used).isDirectory();
    }

    @Test
    void whatIsNotNamedByASumIsLeftAlone() throws IOException {
        Path runtime = Files.createDirectories(parent.resolve("runtime-25"));
        Path file = Files.writeString(parent.resolve("0".repeat(16)), "a file");
        at(100_000).use(ONE);
        assertThat(runtime).isDirectory();
        assertThat(file).isRegularFile();
    }

    private KeptFolders at(int day) {
        Instant time = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day));
        return new KeptFolders(parent, Clock.fixed(time, ZoneOffset.UTC));
    }
}
