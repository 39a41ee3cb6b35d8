/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.chart;

import java.io.StringWriter;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A drawn figure. Its colours are attributes, so style rules can replace them. All its ids begin
 * with the figure's, so a page can hold many figures.
 */
public final class Svg {
    private final Element root;

    Svg(Element root) {
        this.root = root;
    }

    /** Returns an element for a page that has {@link Palette#darkRules} in its style sheet. */
    public String inline() {
        return text(root, true);
    }

    /** Returns the text of a separate file, with its style rules. */
    public String file() {
        Element copy = (Element) root.cloneNode(true);
        Element style = copy.getOwnerDocument().createElementNS(copy.getNamespaceURI(), "style");
        String used = text(root, true);
        style.setTextContent(
                "text { font-family: system-ui, \"Segoe UI\", \"DejaVu Sans\", sans-serif }\n"
                        + Palette.darkRules(used::contains));
        copy.insertBefore(style, copy.getFirstChild());
        return text(copy, false) + "\n";
    }

    /** Returns the elements below a node, at any depth, and the node itself if it is one. */
    static Stream<Element> elements(Node node) {
        NodeList children = node.getChildNodes();
        Stream<Element> below =
                IntStream.range(0, children.getLength())
                        .mapToObj(children::item)
                        .flatMap(Svg::elements);
        return node instanceof Element element ? Stream.concat(Stream.of(element), below) : below;
    }

    private static String text(Element element, boolean inline) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, inline ? "yes" : "no");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(element), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("a figure cannot be written", e);
        }
    }
}
