/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes records as JSON, with fields in the order of the components. */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build();

    private static final JsonMapper COMPACT =
            MAPPER.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** Writes a value on one line. */
    static String compact(Object value) {
        return COMPACT.writeValueAsString(value);
    }

    /** Writes a value with indentation. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
