/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are whole once they have their names, as they are made under other ones. */
public final class WholeFile {
    /** Makes a file. */
    @FunctionalInterface
    public interface Maker {
        /** Writes it there; the folder is there and the file is not. */
        void make(Path draft) throws IOException;
    }

    private WholeFile() {}

    /** Makes it if it is not there. Several processes may; the last one's stays. */
    public static void ensure(Path file, Maker maker) throws IOException {
        if (!Files.exists(file)) {
            Path folder = file.toAbsolutePath().getParent();
            make(file, Files.createTempFile(folder, "made", ".draft"), maker);
        }
    }

    /**
     * Makes it, in the place of one that is there.
     *
     * @param draft is this caller's alone; what is there is of one that was killed, and deleted
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
