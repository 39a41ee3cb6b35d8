/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
    @TempDir private Path folder;
    private KeptFiles kept;
    private int made;

    @BeforeEach
    void setUp() {
        kept = new KeptFiles(folder.resolve("images"));
    }

    @Test
    void aFileIsMadeOnceAndKept() {
        assertThat(kept.get("base.tar", this::make)).hasContent("file 1");
        assertThat(kept.get("base.tar", this::make)).hasContent("file 1");
        assertThat(kept.get("other.tar", this::make)).hasContent("file 2");
    }

    @Test
    void aFileThatHasBeenDamagedIsMadeAgain() throws IOException {
        Path file = kept.get("base.tar", this::make);
        Files.writeString(file, "file");
        assertThat(kept.get("base.tar", this::make)).hasContent("file 2");
    }

    @Test
    void aFileWithoutItsChecksumIsMadeAgain() throws IOException {
        Path file = kept.get("base.tar", this::make);
        Files.delete(file.resolveSibling("base.tar.sha256"));
        assertThat(kept.get("base.tar", this::make)).hasContent("file 2");
    }

    @Test
    void whatCouldNotBeMadeLeavesNothingAndSaysWhichFileAndWhy() throws IOException {
        assertThatThrownBy(
                        () ->
                                kept.get(
                                        "base.tar",
                                        file -> {
                                            Files.writeString(file, "half of it");
                                            throw new IOException("No space left on device");
                                        }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("base.tar", "No space left on device");
        try (Stream<Path> left = Files.list(folder.resolve("images"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactly("base.tar.lock");
        }
        assertThat(kept.get("base.tar", this::make)).hasContent("file 1");
    }

    private void make(Path file) throws IOException {
        made++;
        Files.writeString(file, "file " + made);
    }
}
