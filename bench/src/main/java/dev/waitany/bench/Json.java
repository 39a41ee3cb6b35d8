/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON, in the order of their components. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build();

    private static final JsonMapper COMPACT =
            MAPPER.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static String compact(Object value) {
        return COMPACT.writeValueAsString(value);
    }

    /** Indented. */
    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
