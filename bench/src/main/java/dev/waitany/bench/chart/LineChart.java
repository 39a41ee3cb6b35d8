/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Lines with markers, each in a band that spans the intervals of its points. */
public record LineChart(
        String id, String title, String description, Scale x, Scale y, List<Series> series)
        implements Drawing {
    private static final float BAND = 0.16f;

    /** Checks that there is something to draw. */
    public LineChart {
        if (series.stream().allMatch(s -> s.points().isEmpty())) {
            throw new IllegalArgumentException("no points: " + id);
        }
    }

    @Override
    public Svg draw(int width, int height, boolean withTitle) {
        ValueAxis across = axis(x, p -> p.x(), p -> p.x());
        XYPlot plot = new XYPlot(null, across, yAxis(), null);
        DeviationRenderer bands = new DeviationRenderer(true, true);
        bands.setAlpha(BAND);
        bands.setDrawSeriesLineAsPath(true);
        add(plot, 0, bands, series.stream().filter(s -> s.points().size() > 1).toList());
        // A band needs two points, so a single point gets a bar.
        XYErrorRenderer bars = new XYErrorRenderer();
        bars.setDrawXError(false);
        bars.setCapLength(0);
        bars.setErrorStroke(Palette.line(false));
        add(plot, 1, bars, series.stream().filter(s -> s.points().size() == 1).toList());
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Palette.grid());
        plot.setRangeGridlineStroke(new BasicStroke(1));
        return new SvgCanvas(this, width, height).draw(plot, true, withTitle);
    }

    private static void add(
            XYPlot plot, int index, XYLineAndShapeRenderer renderer, List<Series> shown) {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        for (int i = 0; i < shown.size(); i++) {
            Series one = shown.get(i);
            data.addSeries(values(one));
            Color color = Palette.series(one.style());
            renderer.setSeriesPaint(i, color);
            renderer.setSeriesFillPaint(i, color);
            renderer.setSeriesStroke(i, Palette.line(one.dashed()));
            renderer.setSeriesShape(i, Palette.marker(one.style()));
        }
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
    }

    private ValueAxis yAxis() {
        ValueAxis axis = axis(y, p -> p.y().low(), p -> p.y().high());
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }

    private static YIntervalSeries values(Series series) {
        YIntervalSeries values = new YIntervalSeries(series.name());
        series.points()
                .forEach(p -> values.add(p.x(), p.y().estimate(), p.y().low(), p.y().high()));
        return values;
    }

    private ValueAxis axis(
            Scale scale, ToDoubleFunction<Series.Point> low, ToDoubleFunction<Series.Point> high) {
        double least = all(low).min().orElseThrow();
        double most = all(high).max().orElseThrow();
        if (scale.logarithmic()) {
            double margin = Math.pow(most / least, 0.05) * 1.08;
            return ScaleAxis.of(scale, least / margin, most * margin);
        }
        double margin = (most - least) * 0.06 + 1e-9;
        return ScaleAxis.of(scale, least - margin, most + margin);
    }

    private DoubleStream all(ToDoubleFunction<Series.Point> value) {
        return series.stream().flatMap(s -> s.points().stream()).mapToDouble(value);
    }
}
