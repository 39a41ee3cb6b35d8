/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@code results.json}, which is replaced as a whole, so a reader never sees half of it. */
public record ResultsFile(Path path) {
    /** Writes the results, or replaces those that are there. */
    public void write(Results results) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
        String text = results.partial() ? Json.compact(results) : Json.write(results);
        Files.writeString(unfinished, text + "\n");
        Files.move(
                unfinished,
                path,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads the results, complete or partial.
     *
     * @throws BadResultsException if the file cannot be read, has another version, or breaks the
     *     schema
     */
    public Results read() {
        String text = text();
        JsonNode root = tree(text);
        refuseOtherVersion(root);
        new Schema()
                .firstFault(text)
                .ifPresent(
                        fault -> {
                            throw bad(fault);
                        });
        return Json.read(text, Results.class);
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw bad("there is no such file");
        } catch (IOException e) {
            throw bad("cannot be read: " + e);
        }
    }

    private JsonNode tree(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw bad(
                    "not JSON, line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr()
                            + ": "
                            + e.getOriginalMessage());
        }
    }

    private void refuseOtherVersion(JsonNode root) {
        JsonNode version = root.path("schemaVersion");
        if (!version.isInt()) {
            throw bad("no field schemaVersion: not a results file of this program");
        }
        if (version.asInt() != Results.VERSION) {
            throw bad(
                    "schemaVersion "
                            + version.asInt()
                            + ", but this program reads version "
                            + Results.VERSION);
        }
    }

    private BadResultsException bad(String why) {
        return new BadResultsException(path + ": " + why.replace('\n', ' '));
    }
}
