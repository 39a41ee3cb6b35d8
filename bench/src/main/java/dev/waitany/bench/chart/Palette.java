/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Colours and markers. A series has a colour and a marker, so no figure depends on colours alone.
 * The colours differ in lightness too, and people with any of the common colour deficiencies can
 * tell them apart. Each has a contrast of at least 3 against its ground.
 */
public final class Palette {
    /** A colour on a light page and its counterpart on a dark one. */
    private record Tone(Color light, Color dark) {
        static Tone of(int light, int dark) {
            return new Tone(new Color(light), new Color(dark));
        }
    }

    private static final Tone INK = Tone.of(0x1d2329, 0xe6e9ec);
    private static final Tone SOFT = Tone.of(0x59636e, 0xa3adb8);
    private static final Tone GRID = Tone.of(0xe4e7eb, 0x2c333a);
    private static final Tone RULE = Tone.of(0x9aa4af, 0x66717c);
    private static final Tone GROUND = Tone.of(0xfefefe, 0x15191d);
    private static final Tone LEAST = Tone.of(0xf1f5f9, 0x1d2733);
    private static final Tone MOST = Tone.of(0x1f5f99, 0x86bdf0);

    private static final List<Tone> SERIES =
            List.of(
                    Tone.of(0x0068a8, 0x5cb3f2),
                    Tone.of(0xc44c0b, 0xff9552),
                    Tone.of(0x007a58, 0x4fc795),
                    Tone.of(0x98358a, 0xdd92d3),
                    Tone.of(0x826200, 0xd9b640),
                    Tone.of(0x4a5562, 0xb4bfca),
                    Tone.of(0x8c1d40, 0xf38ba8),
                    Tone.of(0x2b7f8c, 0x6fd3df));

    private static final double R = 4.2;
    private static final List<Shape> MARKERS =
            List.of(
                    new Ellipse2D.Double(-R, -R, 2 * R, 2 * R),
                    new Rectangle2D.Double(-R + 0.4, -R + 0.4, 2 * R - 0.8, 2 * R - 0.8),
                    polygon(0, -R - 0.8, R + 0.6, R - 0.4, -R - 0.6, R - 0.4),
                    polygon(0, -R - 1, R + 1, 0, 0, R + 1, -R - 1, 0),
                    polygon(0, R + 0.8, R + 0.6, -R + 0.4, -R - 0.6, -R + 0.4),
                    polygon(
                            -R, -1.5, -1.5, -1.5, -1.5, -R, 1.5, -R, 1.5, -1.5, R, -1.5, R, 1.5,
                            1.5, 1.5, 1.5, R, -1.5, R, -1.5, 1.5, -R, 1.5),
                    polygon(-R, -R, R, -R, -R, R, R, R),
                    polygon(-R, -R, R, R, R, -R, -R, R));

    private static final int STEPS = 24;

    private Palette() {}

    /** Returns the colour of the nth series, from 0. */
    static Color series(int n) {
        return SERIES.get(n % SERIES.size()).light;
    }

    /**
     * Returns the marker of the nth series, around the origin. If there are more series than
     * colours, those of the same colour have other markers.
     */
    static Shape marker(int n) {
        return MARKERS.get((n + n / SERIES.size()) % MARKERS.size());
    }

    /** Returns the line of a series; baselines are dashed. */
    static Stroke line(boolean dashed) {
        int cap = BasicStroke.CAP_ROUND;
        int join = BasicStroke.JOIN_ROUND;
        return dashed
                ? new BasicStroke(1.8f, cap, join, 1, new float[] {5, 4}, 0)
                : new BasicStroke(2.2f, cap, join);
    }

    static Color ink() {
        return INK.light;
    }

    static Color soft() {
        return SOFT.light;
    }

    static Color grid() {
        return GRID.light;
    }

    static Color rule() {
        return RULE.light;
    }

    static Color ground() {
        return GROUND.light;
    }

    /** Returns the colour of a value between 0, the least, and 1, the most. */
    static Color heat(double part) {
        return step((int) Math.round(Math.clamp(part, 0, 1) * STEPS)).light;
    }

    /** Returns the colour of text on {@link #heat}. */
    static Color onHeat(double part) {
        return part < 0.55 ? INK.light : GROUND.light;
    }

    private static Tone step(int n) {
        double part = (double) n / STEPS;
        return new Tone(
                between(LEAST.light, MOST.light, part), between(LEAST.dark, MOST.dark, part));
    }

    private static Color between(Color from, Color to, double part) {
        return new Color(
                mix(from.getRed(), to.getRed(), part),
                mix(from.getGreen(), to.getGreen(), part),
                mix(from.getBlue(), to.getBlue(), part));
    }

    private static int mix(int from, int to, double part) {
        return (int) Math.round(from + (to - from) * part);
    }

    /**
     * Returns style rules that show figures in the colours of a dark page, if the reader prefers
     * one. The rules hold for a page with figures and within a separate file alike.
     *
     * @param isUsed whether a colour of a light page, such as {@code #1d2329}, occurs
     */
    public static String darkRules(Predicate<String> isUsed) {
        return Stream.of(
                        Stream.of(INK, SOFT, GRID, RULE, GROUND),
                        SERIES.stream(),
                        IntStream.rangeClosed(0, STEPS).mapToObj(Palette::step))
                .flatMap(tones -> tones)
                .filter(tone -> isUsed.test(hex(tone.light)))
                .flatMap(tone -> Stream.of(rule("fill", tone), rule("stroke", tone)))
                .collect(
                        Collectors.joining(
                                "\n", "@media (prefers-color-scheme: dark) {\n", "\n}\n"));
    }

    private static String rule(String paint, Tone tone) {
        return "svg[%1$s=\"%2$s\"], svg [%1$s=\"%2$s\"] { %1$s: %3$s }"
                .formatted(paint, hex(tone.light), hex(tone.dark));
    }

    /** Returns a colour as figures state it. */
    static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xff_ffff);
    }

    private static Shape polygon(double... coordinates) {
        Path2D path = new Path2D.Double();
        path.moveTo(coordinates[0], coordinates[1]);
        for (int i = 2; i < coordinates.length; i += 2) {
            path.lineTo(coordinates[i], coordinates[i + 1]);
        }
        path.closePath();
        return path;
    }
}
