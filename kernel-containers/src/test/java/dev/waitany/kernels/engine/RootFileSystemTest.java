/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.kernels.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the base image's file system with scripts instead of the real programs. */
class RootFileSystemTest {
    @TempDir private Path folder;
    private Path programs;
    private Path tarball;

    @BeforeEach
    void setUp() throws IOException {
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "not root: no name spaces for debootstrap");
        programs = Files.createDirectory(folder.resolve("programs"));
        tarball = Files.createDirectory(folder.resolve("images")).resolve("root.tar.gz");
        program("apt-get", "echo http://a.mirror/security/", "echo http://a.mirror/debian/");
        program("debootstrap", "echo \"$2 from $4\" >\"$3/etc\"", "mkdir \"$3/dev\"");
    }

    @Test
    void debootstrapFillsAFolderFromTheMachinesOwnMirror() throws Exception {
        rootFileSystem().build(tarball);
        Command.Ended listed =
                new Command("tar", "-xOf", tarball.toString(), "./etc").run(Duration.ofMinutes(1));
        assertThat(listed.output()).isEqualTo("trixie from http://a.mirror/debian/\n");
        assertFilesLeft("root.tar.gz");
    }

    @Test
    void theEndOfWhatAFailingDebootstrapSaidIsShown() throws IOException {
        program("debootstrap", "seq 20", "echo 'E: Failed getting release file' >&2", "exit 1");
        assertThatThrownBy(() -> rootFileSystem().build(tarball))
                .isInstanceOf(NoBaseImageException.class)
                .hasMessageContainingAll(
                        "debian:trixie-slim",
                        "debootstrap",
                        "exit code 1",
                        "E: Failed getting release file")
                .hasMessageNotContaining("\n10\n");
        assertFilesLeft();
    }

    @Test
    void aProgramThatIsNotThereIsNamed() throws IOException {
        Files.delete(programs.resolve("debootstrap"));
        assertThatThrownBy(() -> rootFileSystem().build(tarball))
                .isInstanceOf(NoBaseImageException.class)
                .hasMessageContainingAll("debootstrap", "No such file");
        assertFilesLeft();
    }

    @Test
    void withoutAMirrorItSaysSo() throws IOException {
        program("apt-get", "echo cdrom://here/debian/");
        assertThatThrownBy(() -> rootFileSystem().build(tarball))
                .isInstanceOf(NoBaseImageException.class)
                .hasMessageContaining("apt knows no mirror of Debian");
    }

    @Test
    void aTarballThatCannotBeWrittenNamesTheReason() throws IOException {
        program("tar", "echo 'tar: Cannot write: No space left on device' >&2", "exit 2");
        assertThatThrownBy(() -> rootFileSystem().build(tarball))
                .isInstanceOf(NoBaseImageException.class)
                .hasMessageContainingAll("tar", "No space left on device");
        assertFilesLeft();
    }

    private RootFileSystem rootFileSystem() {
        return RootFileSystem.of(
                "trixie",
                name ->
                        name.equals("tar") && !Files.exists(programs.resolve(name))
                                ? name
                                : programs.resolve(name).toString());
    }

    private void assertFilesLeft(String... files) throws IOException {
        try (Stream<Path> left = Files.list(tarball.getParent())) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly(files);
        }
    }

    private void program(String name, String... lines) throws IOException {
        Path file =
                Files.writeString(
                        programs.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
