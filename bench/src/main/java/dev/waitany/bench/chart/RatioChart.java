/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Verdict;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;

/** A row for each ratio: a marker at the estimate on a bar that spans the interval. */
public record RatioChart(String id, String title, String description, List<Row> rows)
        implements Drawing {
    private static final int ROW = 24;
    private static final double[] TICKS = {
        0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 1, 1.25, 2, 5, 10, 20, 50, 100
    };

    /** A ratio, and what it shows; null if nothing judges it. */
    public record Row(String name, Interval ratio, @Nullable Verdict verdict) {}

    /** Verdicts that look alike, with a colour and a marker. */
    private enum Look {
        LESS("less", 2, 4),
        MORE("more", 1, 2),
        NEITHER("no difference seen, or not judged", 5, 0);

        private final String label;
        private final int colour;
        private final int marker;

        Look(String label, int colour, int marker) {
            this.label = label;
            this.colour = colour;
            this.marker = marker;
        }

        static Look of(@Nullable Verdict verdict) {
            if (verdict == Verdict.LESS) {
                return LESS;
            }
            return verdict == Verdict.MORE ? MORE : NEITHER;
        }
    }

    /** Checks that there is something to draw. */
    public RatioChart {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("no ratios: " + id);
        }
    }

    @Override
    public Svg draw(int width, int least, boolean withTitle) {
        int height = Math.max(least / 2, (withTitle ? 140 : 80) + ROW * rows.size());
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYErrorRenderer bars = new XYErrorRenderer();
        bars.setDrawYError(false);
        bars.setCapLength(0);
        bars.setErrorStroke(new BasicStroke(2));
        for (Look look : Look.values()) {
            XYIntervalSeries series = series(look);
            if (!series.isEmpty()) {
                int n = data.getSeriesCount();
                data.addSeries(series);
                bars.setSeriesPaint(n, Palette.series(look.colour));
                bars.setSeriesShape(n, Palette.marker(look.marker));
            }
        }
        ValueAxis down = NameAxis.of(rows.stream().map(Row::name).toList());
        down.setInverted(true);
        XYPlot plot = new XYPlot(data, across(), down, bars);
        plot.setDomainAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setDomainGridlinePaint(Palette.grid());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlinesVisible(false);
        plot.addDomainMarker(
                new ValueMarker(1, Palette.soft(), new BasicStroke(1)), Layer.BACKGROUND);
        return new SvgCanvas(this, width, height).draw(plot, true, withTitle);
    }

    private XYIntervalSeries series(Look look) {
        XYIntervalSeries series = new XYIntervalSeries(look.label, false, true);
        for (int i = 0; i < rows.size(); i++) {
            Interval ratio = rows.get(i).ratio();
            if (Look.of(rows.get(i).verdict()) == look) {
                series.add(ratio.estimate(), ratio.low(), ratio.high(), i, i, i);
            }
        }
        return series;
    }

    private ValueAxis across() {
        double least = rows.stream().mapToDouble(r -> r.ratio().low()).min().orElseThrow();
        double most = rows.stream().mapToDouble(r -> r.ratio().high()).max().orElseThrow();
        double low = Math.max(Math.min(least, 0.8) / 1.05, TICKS[0]);
        double high = Math.min(Math.max(most, 1.25) * 1.05, TICKS[TICKS.length - 1]);
        List<Scale.Tick> ticks = new ArrayList<>();
        double room = Math.log(high / low) / 12;
        double last = 0;
        for (double tick : TICKS) {
            boolean isInside = tick >= low && tick <= high;
            // 1 is always labelled, and so are others far enough from it and from each other.
            boolean isApart = Math.log(tick / last) > room && Math.abs(Math.log(tick)) > room;
            boolean isClear = tick == 1 || isApart;
            if (isInside && isClear) {
                ticks.add(
                        new Scale.Tick(
                                tick,
                                tick == Math.rint(tick)
                                        ? String.valueOf((int) tick)
                                        : String.valueOf(tick)));
                last = tick;
            }
        }
        return ScaleAxis.of(new Scale("", true, ticks), low, high);
    }
}
