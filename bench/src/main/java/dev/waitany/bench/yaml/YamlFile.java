/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.yaml;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.waitany.bench.argument.BadArgumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A YAML text that has a JSON schema. Each fault is reported as one line that begins with the file
 * and the line.
 *
 * @param name the path, or the name of a shipped file; for messages
 */
public record YamlFile(String name, String text) {
    /** What the parser says of places within its message, with the line of text and a caret. */
    private static final String PARSER_PLACE = "\\s+in reader, line \\d+, column \\d+:[^^]*\\^";

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    .build();

    /**
     * Reads the content.
     *
     * @param what the file is, with its article, as in "an experiment"
     * @param type has the names of the schema as components
     * @throws BadArgumentException if the text is not YAML, or breaks the schema
     */
    public <T> T read(String what, String schema, Class<T> type) {
        JsonNode root = tree(what);
        check(root, schema);
        return YAML.treeToValue(root, type);
    }

    /**
     * Returns the exception for a fault.
     *
     * @param pointer the place of the fault, as a JSON pointer
     */
    public BadArgumentException fault(String pointer, String why) {
        return bad(Places.of(text).line(pointer), why);
    }

    /** Returns the text of a resource of the jar, by its absolute path. */
    public static String resource(String path) {
        try (InputStream bytes = YamlFile.class.getResourceAsStream(path)) {
            if (bytes == null) {
                throw new IOException(path + " is not in the jar");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode tree(String what) {
        try {
            JsonNode root = YAML.readTree(text);
            if (!root.isObject()) {
                throw bad(1, "not " + what + ": the file has no keys");
            }
            return root;
        } catch (JacksonException e) {
            String why = e.getOriginalMessage();
            throw bad(
                    e.getLocation().getLineNr(),
                    why.startsWith("Trailing token")
                            ? "a second document; " + what + " is one"
                            : "not YAML: " + why.replaceAll(PARSER_PLACE, ";"));
        }
    }

    private void check(JsonNode root, String schemaText) {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schemaText, InputFormat.JSON);
        schema.validate(root.toString(), InputFormat.JSON).stream()
                .findFirst()
                .ifPresent(
                        error -> {
                            String place = error.getInstanceLocation().toString();
                            throw fault(
                                    place,
                                    (place.isEmpty() ? "" : place + ": ") + error.getMessage());
                        });
    }

    private BadArgumentException bad(int line, String why) {
        return new BadArgumentException(
                name + ":" + line + ": " + why.replaceAll("\\s*\\n\\s*", " ").strip());
    }
}
