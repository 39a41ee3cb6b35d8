/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import dev.waitany.kernels.KernelImage;
import dev.waitany.kernels.KernelVersion;
import dev.waitany.kernels.machine.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The note next to a kept file: its checksum, origin and release line. */
record KeptNote(Path file, Path note) {
    private static final Logger LOG = LoggerFactory.getLogger(KeptNote.class);

    static KeptNote of(Path file) {
        return new KeptNote(file, file.resolveSibling(file.getFileName() + ".origin"));
    }

    /**
     * Returns the file if it exists and has not changed. Removes a changed file, with a warning.
     */
    Optional<KernelImage> read() throws IOException {
        if (!Files.exists(file) || !Files.exists(note)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(note);
        if (lines.size() == 3 && lines.getFirst().equals(Sha256.of(file))) {
            return Optional.of(new KernelImage(file, lines.get(1), KernelVersion.of(lines.get(2))));
        }
        LOG.warn("{} is not what was kept (SHA-256): removed, to be fetched again", file);
        Files.delete(note);
        Files.delete(file);
        return Optional.empty();
    }

    void write(KernelChoice choice) throws IOException {
        Files.write(
                note,
                List.of(Sha256.of(file), choice.found().toString(), choice.version().toString()));
    }
}
