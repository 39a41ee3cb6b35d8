/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Aligns text in columns: the first ones to the left, the others to the right. */
public final class Table {
    private static final String GAP = "  ";

    private final int left;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * Creates an empty table.
     *
     * @param left how many columns, from the first, are aligned to the left
     */
    public Table(int left) {
        this.left = left;
    }

    /** Adds a row. */
    public void row(String... cells) {
        rows.add(cells);
    }

    /** Returns all rows as lines that begin with {@code indent}. */
    public String render(String indent) {
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
