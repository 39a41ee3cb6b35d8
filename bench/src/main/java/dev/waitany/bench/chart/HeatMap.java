/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import java.awt.Font;
import java.awt.Paint;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/**
 * A field for each row and column, darker for higher values. The value is written in the field, so
 * the shade is no more than a help.
 *
 * @param fields the measured ones
 */
public record HeatMap(
        String id,
        String title,
        String description,
        List<String> rows,
        List<String> columns,
        List<Field> fields)
        implements Drawing {
    private static final int ROW = 26;

    /** A value at a row and a column, as a number and as text. */
    public record Field(int row, int column, double value, String text) {}

    @Override
    public Svg draw(int width, int least, boolean withTitle) {
        int height = Math.max(least / 2, (withTitle ? 90 : 40) + ROW * rows.size());
        double[][] values = new double[3][fields.size()];
        for (int i = 0; i < fields.size(); i++) {
            values[0][i] = fields.get(i).column();
            values[1][i] = fields.get(i).row();
            values[2][i] = fields.get(i).value();
        }
        DefaultXYZDataset data = new DefaultXYZDataset();
        data.addSeries(title, values);
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setBlockWidth(0.96);
        renderer.setBlockHeight(0.92);
        renderer.setPaintScale(new Shades());
        SymbolAxis down = NameAxis.of(rows);
        down.setInverted(true);
        XYPlot plot = new XYPlot(data, NameAxis.of(columns), down, renderer);
        plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        fields.forEach(field -> plot.addAnnotation(text(field)));
        return new SvgCanvas(this, width, height).draw(plot, false, withTitle);
    }

    private XYTextAnnotation text(Field field) {
        XYTextAnnotation text = new XYTextAnnotation(field.text(), field.column(), field.row());
        text.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        text.setPaint(Palette.onHeat(part(field.value())));
        return text;
    }

    /** The place of a value between the least and the most, on a logarithmic scale. */
    private double part(double value) {
        DoubleSummaryStatistics all = fields.stream().mapToDouble(Field::value).summaryStatistics();
        double range = Math.log(all.getMax() / all.getMin());
        return range == 0 ? 0 : Math.log(value / all.getMin()) / range;
    }

    private final class Shades implements PaintScale {
        @Override
        public double getLowerBound() {
            return 0;
        }

        @Override
        public double getUpperBound() {
            return Double.MAX_VALUE;
        }

        @Override
        public Paint getPaint(double value) {
            return Palette.heat(part(value));
        }
    }
}
