/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Creates files atomically: a file gets its name when it is complete. */
public final class WholeFile {
    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Maker {
        /** Writes the file. Its folder exists, and the file does not. */
        void make(Path draft) throws IOException;
    }

    private WholeFile() {}

    /** Makes a file if it does not exist. If several processes do so, the last one wins. */
    public static void ensure(Path file, Maker maker) throws IOException {
        if (!Files.exists(file)) {
            Path folder = file.toAbsolutePath().getParent();
            make(file, Files.createTempFile(folder, "made", ".draft"), maker);
        }
    }

    /**
     * Makes a file, and replaces an existing one.
     *
     * @param draft a path that only this caller uses; a file left there by a killed process is
     *     deleted
     */
    static void make(Path file, Path draft, Maker maker) throws IOException {
        Files.deleteIfExists(draft);
        try {
            maker.make(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
