/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

/** A figure that can be drawn in several sizes. */
public interface Drawing {
    /** Returns the name of its file, without an ending: letters, digits and hyphens. */
    String id();

    /** Returns the title. */
    String title();

    /** Returns in words what the figure shows, for readers who do not see it. */
    String description();

    /**
     * Draws the figure.
     *
     * @param height a figure with many rows may be higher
     * @param withTitle whether the title is part of the figure
     */
    Svg draw(int width, int height, boolean withTitle);
}
