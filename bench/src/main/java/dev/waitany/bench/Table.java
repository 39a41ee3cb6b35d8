/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.ArrayList;
import java.util.List;

/** Text in columns: the first ones to the left, numbers to the right. */
final class Table {
    private static final String GAP = "  ";

    private final int left;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * @param left how many columns from the first on are text
     */
    Table(int left) {
        this.left = left;
    }

    void row(String... cells) {
        rows.add(cells);
    }

    /** All rows, each after {@code indent}, with a line break at its end. */
    String render(String indent) {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            text.append(line(indent, row, widths).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String line(String indent, String[] row, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < row.length; i++) {
            String padding = " ".repeat(widths[i] - row[i].length());
            line.append(i == 0 ? "" : GAP);
            line.append(i < left ? row[i] + padding : padding + row[i]);
        }
        return line.toString();
    }
}
