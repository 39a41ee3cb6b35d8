/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Draws figures as SVG, without a display, a browser or a script: JFreeChart lays them out, and
 * Batik writes what it draws.
 *
 * <p>A figure is drawn with the colours of a light page. {@link dev.waitany.bench.chart.Palette}
 * has the style rules that replace each of them on a dark page. Depends on {@code statistics} only,
 * and knows nothing of workloads.
 */
@NullMarked
package dev.waitany.bench.chart;

import org.jspecify.annotations.NullMarked;
