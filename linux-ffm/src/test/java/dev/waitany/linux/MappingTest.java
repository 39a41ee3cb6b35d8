/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {
    private static final int NO_FILE = -1;
    private static final int PAGE = Mapping.pageSize();

    @Test
    void refusedMappingNamesTheErrno() {
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> Mapping.map(NO_FILE, 0, PAGE, arena))
                    .isInstanceOf(Mapping.RefusedException.class)
                    .hasMessageContaining("EBADF")
                    .extracting(thrown -> ((Mapping.RefusedException) thrown).errno())
                    .isEqualTo(Errno.EBADF);
        }
    }

    @Test
    void onlyMissingMemoryIsAnOutOfMemoryError(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("mapped"), new byte[1]);
        try (var channel = new RandomAccessFile(file.toFile(), "rw");
                Arena arena = Arena.ofConfined()) {
            int open = descriptorOf(file);
            assertThat(channel.length()).isEqualTo(1);
            assertThatThrownBy(() -> Mapping.map(open, 0, 1L << 62, arena))
                    .as("more than an address space has")
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessageContaining("ENOMEM");
            assertThatThrownBy(() -> Mapping.map(open, 1, PAGE, arena))
                    .as("not a multiple of the page size")
                    .isInstanceOf(Mapping.RefusedException.class)
                    .hasMessageContaining("EINVAL");
        }
    }

    @Test
    void pageSizeIsTheOneThatTheKernelMapsWith() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/smaps"))) {
            assertThat(lines.filter(line -> line.startsWith("KernelPageSize:")))
                    .anyMatch(line -> line.matches(".* " + PAGE / 1024 + " kB"));
        }
    }

    @Test
    void closeOfNoFileReturnsBadFile() {
        assertThat(Mapping.close(NO_FILE)).isEqualTo(-Errno.EBADF);
    }

    @Test
    void mappingHasTheRequestedLengthAndEndsWithItsArena(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mapped");
        Files.write(file, new byte[2 * PAGE]);
        MemorySegment memory;
        try (var channel = new RandomAccessFile(file.toFile(), "rw");
                Arena arena = Arena.ofConfined()) {
            memory = Mapping.map(descriptorOf(file), PAGE, 100, arena);
            assertThat(memory.byteSize()).isEqualTo(100);
            memory.set(ValueLayout.JAVA_INT, 4, 0x01020304);
            channel.seek(PAGE + 4);
            assertThat(Integer.reverseBytes(channel.readInt())).isEqualTo(0x01020304);
            assertThat(mappings(file)).isEqualTo(1);
            assertThatThrownBy(() -> memory.get(ValueLayout.JAVA_BYTE, 100))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(memory.scope().isAlive()).isFalse();
        assertThat(mappings(file)).isZero();
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // closed before it is used
    void mappingThatTheArenaDoesNotTakeIsRemoved(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mapped");
        Files.write(file, new byte[4096]);
        Arena closed = Arena.ofConfined();
        closed.close();
        try (var channel = new RandomAccessFile(file.toFile(), "rw")) {
            assertThat(channel.length()).isEqualTo(4096);
            int descriptor = descriptorOf(file);
            assertThatThrownBy(() -> Mapping.map(descriptor, 0, 4096, closed))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(mappings(file)).isZero();
        }
    }

    private static long mappings(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.endsWith(file.toString())).count();
        }
    }

    /** Returns the descriptor under which this process has the file open. */
    private static int descriptorOf(Path file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : open.toList()) {
                if (Files.exists(each) && Files.isSameFile(each, file)) {
                    return Integer.parseInt(each.getFileName().toString());
                }
            }
        }
        throw new AssertionError(file + " is not open");
    }
}
