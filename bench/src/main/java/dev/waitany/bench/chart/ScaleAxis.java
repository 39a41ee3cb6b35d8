/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** Makes axes whose ticks are those of a {@link Scale}. */
final class ScaleAxis {
    private ScaleAxis() {}

    static ValueAxis of(Scale scale, double low, double high) {
        ValueAxis axis = scale.logarithmic() ? new Logarithmic(scale) : new Linear(scale);
        axis.setRange(low, high);
        if (scale.label().isEmpty()) {
            axis.setLabel(null);
        }
        axis.setLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        axis.setTickLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        axis.setLabelPaint(Palette.soft());
        axis.setTickLabelPaint(Palette.soft());
        axis.setAxisLinePaint(Palette.rule());
        axis.setTickMarkPaint(Palette.rule());
        axis.setTickLabelInsets(new RectangleInsets(3, 5, 3, 5));
        return axis;
    }

    private static List<NumberTick> ticks(Scale scale, RectangleEdge edge) {
        TextAnchor anchor =
                RectangleEdge.isLeftOrRight(edge) ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER;
        return scale.ticks().stream()
                .map(tick -> new NumberTick(tick.value(), tick.text(), anchor, anchor, 0))
                .toList();
    }

    private static final class Logarithmic extends LogAxis {
        private static final long serialVersionUID = 1;

        private final transient Scale scale;

        Logarithmic(Scale scale) {
            super(scale.label());
            this.scale = scale;
            setSmallestValue(1e-9);
        }

        @Override
        public List<NumberTick> refreshTicks(
                Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return ticks(scale, edge);
        }
    }

    private static final class Linear extends NumberAxis {
        private static final long serialVersionUID = 1;

        private final transient Scale scale;

        Linear(Scale scale) {
            super(scale.label());
            this.scale = scale;
        }

        @Override
        public List<NumberTick> refreshTicks(
                Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return ticks(scale, edge);
        }
    }
}
