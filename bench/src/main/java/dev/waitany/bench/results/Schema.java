/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The JSON schema of results, {@code docs/reference/results.schema.json}. */
public final class Schema {
    private final com.networknt.schema.Schema schema =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text(), InputFormat.JSON);

    /** Returns the first place that breaks the schema, with the rule that it breaks. */
    public Optional<String> firstFault(String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .findFirst();
    }

    /** Returns the text of the schema. */
    public static String text() {
        try (InputStream bytes = Schema.class.getResourceAsStream("results.schema.json")) {
            if (bytes == null) {
                throw new IOException("results.schema.json is not in the jar");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
