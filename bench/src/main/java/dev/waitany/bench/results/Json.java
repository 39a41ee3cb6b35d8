/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes records as JSON, with fields in the order of the components, and reads them. */
public final class Json {
    private static final JsonMapper COMPACT =
            JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

    private static final JsonMapper INDENTED =
            COMPACT.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** Writes a value on one line. */
    public static String compact(Object value) {
        return COMPACT.writeValueAsString(value);
    }

    /** Writes a value with indentation. */
    public static String write(Object value) {
        return INDENTED.writeValueAsString(value);
    }

    /** Reads a value that {@link #compact} or {@link #write} has written. */
    public static <T> T read(String text, Class<T> type) {
        return COMPACT.readValue(text, type);
    }
}
