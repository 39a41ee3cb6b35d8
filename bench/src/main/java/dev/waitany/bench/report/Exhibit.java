/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.chart.Drawing;
import j2html.tags.DomContent;

/**
 * A figure and its values as a table.
 *
 * @param isFirst whether the page shows it at once; others are opened by the reader
 */
record Exhibit(Drawing drawing, DomContent table, boolean isFirst) {}
