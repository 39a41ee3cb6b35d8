/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    private final List<String> given = new ArrayList<>();
    private final Lines lines = new Lines(given::add);

    @Test
    void linesComeWholeFromWhateverPiecesTheyArriveIn() {
        for (byte b : "one\ntwo µs\n\nlast".getBytes(StandardCharsets.UTF_8)) {
            lines.add(new byte[] {b});
        }
        assertThat(given).containsExactly("one", "two µs", "");
        lines.end();
        assertThat(given).containsExactly("one", "two µs", "", "last");
        lines.end();
        assertThat(given).hasSize(4);
    }
}
