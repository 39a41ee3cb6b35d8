/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.bench.argument.BadArgumentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that keeps the runs of soaks, as JSON.
 *
 * <p>A run is added by writing a second file and renaming it, so a reader, or a machine that loses
 * power, finds all runs or all but the last. Runs that end at the same time must use different
 * files.
 */
public final class SoakFile {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path path;

    /** What the file contains. */
    private record Content(int version, List<SoakRun> runs) {}

    /** Names a file, which need not exist. */
    public SoakFile(Path path) {
        this.path = path;
    }

    /**
     * Reads all runs; none if there is no file.
     *
     * @throws BadArgumentException if the file cannot be read, is no file of a soak, or was written
     *     by another version
     */
    public List<SoakRun> runs() {
        try {
            JsonNode root = MAPPER.readTree(Files.readString(path));
            JsonNode version = root.path("version");
            if (!version.isInt()) {
                throw unusable("it is not a file of soak: it has no version");
            }
            if (version.intValue() != VERSION) {
                throw unusable(
                        "it has version %d, and this soak writes version %d; use another file"
                                .formatted(version.intValue(), VERSION));
            }
            return List.copyOf(MAPPER.treeToValue(root, Content.class).runs());
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw unusable(e.toString());
        } catch (JacksonException | NullPointerException e) {
            throw unusable("it is not a file of soak");
        }
    }

    /**
     * Checks, before a run, that its result can be added.
     *
     * @return the runs so far
     * @throws BadArgumentException if it cannot
     */
    public List<SoakRun> prepare() {
        List<SoakRun> before = runs();
        try {
            Files.createDirectories(folder());
        } catch (IOException e) {
            throw unusable("cannot create its folder: " + e);
        }
        if (!Files.isWritable(folder())) {
            throw unusable("cannot write to its folder");
        }
        return before;
    }

    /**
     * Adds a run to those that the file has now; returns all.
     *
     * @throws IOException if the file cannot be written; it is as it was then
     */
    public List<SoakRun> add(SoakRun run) throws IOException {
        List<SoakRun> runs = new ArrayList<>(runs());
        runs.add(run);
        Path fresh = Files.createTempFile(folder(), path.getFileName().toString(), ".new");
        try {
            write(fresh, MAPPER.writeValueAsString(new Content(VERSION, runs)) + "\n");
            Files.move(
                    fresh,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return List.copyOf(runs);
    }

    /** The data must be on the disk before the name is, or a crash could leave an empty file. */
    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                int written = channel.write(bytes);
                assert written > 0;
            }
            channel.force(true);
        }
    }

    private Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent;
    }

    private BadArgumentException unusable(String why) {
        return new BadArgumentException("--file " + path + ": " + why);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
