/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DrawingTest {
    static Stream<Drawing> drawings() {
        return Stream.of(line(1), ratios(Verdict.LESS, Verdict.MORE, Verdict.TOO_NOISY), heatMap());
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void everyColourHasACounterpartOnADarkPage(Drawing drawing) {
        String svg = drawing.draw(560, 360, true).inline();
        String dark = Palette.darkRules(_ -> true);
        List<String> colours = found(" (?:fill|stroke)=\"(#[0-9a-f]{6})\"", svg);
        assertThat(colours).hasSizeGreaterThan(3);
        assertThat(colours).allSatisfy(c -> assertThat(dark).contains("[fill=\"" + c + "\"]"));
        assertThat(svg).doesNotContain("rgb(", "fill=\"black\"", "fill=\"white\"");
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void readersWhoDoNotSeeItGetATitleAndADescription(Drawing drawing) {
        String svg = drawing.draw(560, 360, false).inline();
        assertThat(svg).contains("role=\"img\"", ">A title</title>", ">A description</desc>");
        assertThat(found(" id=\"(.*?)\"", svg)).doesNotHaveDuplicates();
    }

    @Test
    void bandIsAsHighAsTheInterval() {
        assertThat(heightOfBand(line(10))).isGreaterThan(1.5 * heightOfBand(line(1)));
    }

    @Test
    void ratiosHaveAMarkerAndANameForEachVerdictThatOccurs() {
        assertThat(
                        ratios(Verdict.LESS, Verdict.MORE, Verdict.TOO_NOISY)
                                .draw(560, 360, false)
                                .inline())
                .contains(">less<", ">more<", ">no difference seen, or not judged<", ">row 2<")
                .contains(">1<", ">2<"); // ticks
        assertThat(ratios(Verdict.NO_DIFFERENCE).draw(560, 360, false).inline())
                .doesNotContain(">less<", ">more<");
    }

    @Test
    void noTwoOfManySeriesLookAlike() {
        List<String> looks =
                IntStream.range(0, 20)
                        .mapToObj(n -> Palette.hex(Palette.series(n)) + Palette.marker(n))
                        .toList();
        assertThat(looks).doesNotHaveDuplicates();
    }

    @Test
    void heatMapWritesEachValueInItsField() {
        assertThat(heatMap().draw(350, 330, false).inline())
                .contains(">12.5<", ">840<", ">threads × 8<", ">6.12.1<", ">7.3.0<");
    }

    /** Bands are the only translucent shapes; that of the first series is drawn last. */
    private static double heightOfBand(LineChart chart) {
        String svg = chart.draw(560, 360, false).inline();
        String band = found("<path [^>]* opacity=[^>]*>", svg, 0).getLast();
        List<Double> heights =
                found("[ML][\\d.]+ ([\\d.]+)", band).stream().map(Double::valueOf).toList();
        return Collections.max(heights) - Collections.min(heights);
    }

    private static LineChart line(double width) {
        List<Series.Point> points =
                Stream.of(1, 8, 128)
                        .map(x -> new Series.Point(x, new Interval(20 - width, 20, 20 + width)))
                        .toList();
        return new LineChart(
                "a-line",
                "A title",
                "A description",
                Scale.ofSizes("words", List.of(1, 8, 128)),
                Scale.ofValues("", 5, 50, String::valueOf),
                List.of(
                        new Series("ring-armed", 0, false, points),
                        new Series("ends", 1, true, List.of(at(5), at(50)))));
    }

    private static Series.Point at(double value) {
        return new Series.Point(value, new Interval(value, value, value));
    }

    private static RatioChart ratios(Verdict... verdicts) {
        List<RatioChart.Row> rows =
                Stream.iterate(0, i -> i < verdicts.length, i -> i + 1)
                        .map(
                                i ->
                                        new RatioChart.Row(
                                                "row " + i,
                                                new Interval(0.4 * (i + 1), 0.5 * (i + 1), i + 1),
                                                verdicts[i]))
                        .toList();
        return new RatioChart("ratios", "A title", "A description", rows);
    }

    private static HeatMap heatMap() {
        return new HeatMap(
                "heat",
                "A title",
                "A description",
                List.of("threads × 1", "threads × 8"),
                List.of("6.12.1", "7.3.0"),
                List.of(
                        new HeatMap.Field(0, 0, 12.5, "12.5"),
                        new HeatMap.Field(1, 1, 840, "840")));
    }

    private static List<String> found(String pattern, String text) {
        return found(pattern, text, 1);
    }

    private static List<String> found(String pattern, String text, int group) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult m) -> m.group(group))
                .toList();
    }
}
