/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts of several kernels, as they are committed and printed.
 *
 * @param schemaVersion {@value #SCHEMA_VERSION}; changed together with any field
 * @param program the checksum of the guest's sources
 * @param compiler name and version
 * @param qemu name and version
 * @param kernels oldest first
 */
record CountRecord(
        int schemaVersion,
        String program,
        String compiler,
        String qemu,
        List<KernelCounts> kernels) {

    static final int SCHEMA_VERSION = 2;

    private static final String FILE = "docs/reference/instructions.json";
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    CountRecord {
        kernels = List.copyOf(kernels);
    }

    /** Makes a record of what a counter has counted. */
    static CountRecord of(InstructionCounter counter, List<KernelCounts> kernels) {
        return new CountRecord(
                SCHEMA_VERSION,
                counter.program().sources(),
                counter.program().compiler(),
                counter.qemu(),
                kernels);
    }

    /** Returns the path of the committed record. */
    static Path fileIn(Path root) {
        return root.resolve(FILE);
    }

    /**
     * Reads a record.
     *
     * @throws CountFailure if it cannot be read, is malformed or has another schema
     */
    static CountRecord read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new CountFailure("%s cannot be read: %s".formatted(file, e), e);
        } catch (JacksonException malformed) {
            throw new CountFailure(
                    "%s is malformed: %s".formatted(file, malformed.getOriginalMessage()),
                    malformed);
        }
    }

    static CountRecord parse(String json) {
        JsonNode tree = JSON.readTree(json);
        int version = tree.path("schemaVersion").asInt(0);
        if (version != SCHEMA_VERSION) {
            throw new CountFailure(
                    "the record has schemaVersion %d, and this program reads %d"
                            .formatted(version, SCHEMA_VERSION));
        }
        return JSON.treeToValue(tree, CountRecord.class);
    }

    String json() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** Returns the counts of a kernel, by its release line. */
    Optional<KernelCounts> of(String kernel) {
        return kernels.stream().filter(counts -> counts.kernel().equals(kernel)).findFirst();
    }
}
