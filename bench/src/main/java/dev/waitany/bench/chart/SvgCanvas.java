/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Draws charts as {@link Svg}. */
final class SvgCanvas {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
    private static final List<String> PAINTS = List.of("fill", "stroke");

    private static final int DECIMALS = 2;

    /** The last label of an axis is centred below its tick, so half of it may stick out. */
    private static final int OVERHANG = 10;

    /** Nothing is drawn outside of a figure, so its clips cut nothing. Fonts are the page's. */
    private static final List<String> WITHOUT_EFFECT =
            List.of(
                    "clip-path",
                    "color-interpolation",
                    "color-rendering",
                    "font-family",
                    "font-style",
                    "image-rendering",
                    "shape-rendering",
                    "stroke-miterlimit",
                    "text-rendering",
                    "xml:space");

    private final Drawing figure;
    private final int width;
    private final int height;

    SvgCanvas(Drawing figure, int width, int height) {
        this.figure = figure;
        this.width = width;
        this.height = height;
    }

    /** Draws a plot, with a legend below it if it has series with names. */
    Svg draw(XYPlot plot, boolean withLegend, boolean withTitle) {
        JFreeChart chart = new JFreeChart(null, null, plot, withLegend);
        chart.setBackgroundPaint(withTitle ? Palette.ground() : null);
        chart.setPadding(
                withTitle
                        ? new RectangleInsets(14, 14, 14, 18)
                        : new RectangleInsets(0, 0, 0, OVERHANG));
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        if (withTitle) {
            TextTitle title =
                    new TextTitle(figure.title(), new Font(Font.SANS_SERIF, Font.BOLD, 16));
            title.setPaint(Palette.ink());
            title.setHorizontalAlignment(HorizontalAlignment.LEFT);
            title.setPadding(0, 0, 12, 0);
            chart.setTitle(title);
        }
        LegendTitle legend = chart.getLegend();
        if (legend != null) {
            legend.setFrame(BlockBorder.NONE);
            legend.setBackgroundPaint(null);
            legend.setItemFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
            legend.setItemPaint(Palette.ink());
            legend.setItemLabelPadding(new RectangleInsets(2, 3, 2, 8));
        }
        Document document = document();
        SVGGraphics2D graphics = new SVGGraphics2D(context(document), false);
        graphics.setSVGCanvasSize(new Dimension(width, height));
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        return new Svg(finished(graphics.getRoot(), document));
    }

    private static SVGGeneratorContext context(Document document) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(DECIMALS);
        return context;
    }

    /** A page may hold the same figure in several widths. */
    private String unique(String id) {
        return figure.id() + "-" + width + "-" + id;
    }

    private Element finished(Element root, Document document) {
        Svg.elements(root).toList().forEach(SvgCanvas::finish);
        root.setAttribute("viewBox", "0 0 " + width + " " + height);
        root.setAttribute("role", "img");
        root.setAttribute("aria-labelledby", unique("title") + " " + unique("desc"));
        Element description = named("desc", figure.description(), document);
        root.insertBefore(description, root.getFirstChild());
        root.insertBefore(named("title", figure.title(), document), description);
        return root;
    }

    private Element named(String tag, String text, Document document) {
        Element element = document.createElementNS(NAMESPACE, tag);
        element.setAttribute("id", unique(tag));
        element.setTextContent(text);
        return element;
    }

    /** Writes colours as style rules expect them, and drops what has no effect. */
    private static void finish(Element element) {
        for (String paint : PAINTS) {
            if (element.getAttribute(paint).equals("black")) { // the default, at the root
                element.setAttribute(paint, Palette.hex(Palette.ink()));
            }
            Matcher rgb = RGB.matcher(element.getAttribute(paint));
            if (rgb.matches()) {
                element.setAttribute(
                        paint,
                        Palette.hex(
                                new Color(
                                        Integer.parseInt(rgb.group(1)),
                                        Integer.parseInt(rgb.group(2)),
                                        Integer.parseInt(rgb.group(3)))));
            }
        }
        WITHOUT_EFFECT.forEach(element::removeAttribute);
        if (element.getNodeName().equals("defs")) {
            element.getParentNode().removeChild(element);
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no XML parser", e);
        }
    }
}
