/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void tableAlignsTextLeftAndNumbersRight() {
        Table table = new Table(1);
        table.row("name", "n");
        table.row("x", "128");
        assertThat(table.render("")).isEqualTo("name    n\nx     128\n");
    }
}
