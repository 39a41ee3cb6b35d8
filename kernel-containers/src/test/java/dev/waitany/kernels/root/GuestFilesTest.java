/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.kernels.Architecture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestFilesTest {
    private static final int HEADER = 110;

    @TempDir private Path folder;

    @Test
    void archiveHasFoldersBeforeTheirFilesAndKeepsTimesAndModes() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "hello");
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchive cpio = new CpioArchive(bytes)) {
            cpio.file(Path.of("/usr/lib/a"), file);
            cpio.file(Path.of("/usr/lib/b"), file);
            cpio.script(Path.of("/init"), "#!/bin/sh\n");
        }
        assertThat(entries(bytes.toByteArray()))
                .containsExactly(
                        "usr 40755 0 0",
                        "usr/lib 40755 0 0",
                        "usr/lib/a 100644 1700000000 5",
                        "usr/lib/b 100644 1700000000 5",
                        "init 100755 0 10",
                        "TRAILER!!! 0 0 0");
    }

    @Test
    void classPathIsTheSameForTheSameContent() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("target/classes/a"));
        Files.writeString(classes.resolve("B.class"), "code");
        Path root = classes.getParent();
        GuestClassPath first = GuestClassPath.of(List.of(root), folder);
        FileTime time = Files.getLastModifiedTime(first.jars().getFirst());
        Files.setLastModifiedTime(classes.resolve("B.class"), FileTime.from(Instant.EPOCH));
        assertThat(GuestClassPath.of(List.of(root), folder)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.jars().getFirst())).isEqualTo(time);
        try (ZipFile jar = new ZipFile(first.jars().getFirst().toFile())) {
            assertThat(jar.getEntry("a/B.class")).isNotNull();
        }
        Files.writeString(classes.resolve("B.class"), "other code");
        assertThat(GuestClassPath.of(List.of(root), folder).folder()).isNotEqualTo(first.folder());
    }

    @Test
    void commandsSurviveTheShell() throws Exception {
        String script =
                new InitScript(
                                Architecture.AARCH64,
                                List.of("ntsync"),
                                List.of(List.of("echo", "it's $HOME", "a b"), List.of("false")))
                        .text();
        assertThat(script)
                .containsSubsequence(
                        "stty -F /dev/hvc0 raw", "xzcat '/modules/ntsync'", "insmod", "'echo'")
                .contains("'echo' 'it'\\''s $HOME' 'a b'\n")
                .endsWith("poweroff -f\n");
        Path file = Files.writeString(folder.resolve("init"), script);
        Process check = new ProcessBuilder("sh", "-n", file.toString()).start();
        assertThat(check.waitFor()).as("sh -n").isZero();
    }

    @Test
    void librariesOfARuntimeAreThoseOfTheMachine() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        assertThat(SharedLibraries.of(home))
                .anyMatch(path -> path.toString().contains("libc.so"))
                .anyMatch(path -> path.toString().contains("ld-linux"))
                .noneMatch(path -> path.startsWith(home));
    }

    /** Name, mode, time and size of each entry, in the order of the archive. */
    private static List<String> entries(byte[] archive) {
        List<String> entries = new ArrayList<>();
        int at = 0;
        while (at < archive.length) {
            String header = new String(archive, at, HEADER, StandardCharsets.US_ASCII);
            assertThat(header).startsWith("070701");
            int size = Integer.parseInt(field(header, 6), 16);
            int length = Integer.parseInt(field(header, 11), 16);
            String name = new String(archive, at + HEADER, length - 1, StandardCharsets.UTF_8);
            entries.add(
                    "%s %o %d %d"
                            .formatted(
                                    name,
                                    Integer.parseInt(field(header, 1), 16),
                                    Long.parseLong(field(header, 5), 16),
                                    size));
            at = padded(padded(at + HEADER + length) + size);
        }
        return entries;
    }

    private static String field(String header, int number) {
        return header.substring(6 + 8 * number, 14 + 8 * number);
    }

    private static int padded(int at) {
        return (at + 3) / 4 * 4;
    }
}
