/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import dev.waitany.kernels.machine.Folders;
import dev.waitany.kernels.machine.KeptFolders;
import dev.waitany.kernels.machine.Sha256;
import dev.waitany.kernels.machine.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A class path of jars in one folder. Paths and file times are the same here and in guests, because
 * an AOT cache requires that. The folder is named after the content.
 *
 * @param folder contains the jars and the files made from them
 * @param jars in order
 */
public record GuestClassPath(Path folder, List<Path> jars) {
    private static final FileTime THEN = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final LocalDateTime IN_JARS = LocalDateTime.of(2026, 1, 1, 0, 0);

    /** Copies the class path below the cache folder. Class folders become jars. */
    static GuestClassPath of(List<Path> entries, Path cache) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        StringBuilder sums = new StringBuilder();
        for (Path entry : entries) {
            byte[] jar = Files.isDirectory(entry) ? jar(entry) : Files.readAllBytes(entry);
            contents.add(jar);
            sums.append(entry.getFileName()).append(' ').append(Sha256.of(jar)).append('\n');
        }
        Path folder =
                new KeptFolders(cache)
                        .use(Sha256.of(sums.toString().getBytes(StandardCharsets.UTF_8)));
        List<Path> jars = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String base = entries.get(i).getFileName().toString().replaceFirst("\\.jar$", "");
            Path jar = folder.resolve("%02d-%s.jar".formatted(i, base));
            byte[] content = contents.get(i);
            WholeFile.ensure(
                    jar,
                    draft -> {
                        Files.write(draft, content);
                        Files.setLastModifiedTime(draft, THEN);
                    });
            jars.add(jar);
        }
        return new GuestClassPath(folder, List.copyOf(jars));
    }

    private static byte[] jar(Path classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : Folders.files(classes)) {
                ZipEntry entry = new ZipEntry(classes.relativize(file).toString());
                entry.setTimeLocal(IN_JARS);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
            }
        }
        return bytes.toByteArray();
    }
}
