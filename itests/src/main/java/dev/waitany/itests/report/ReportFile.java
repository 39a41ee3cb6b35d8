/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.report;

import dev.waitany.itests.report.TestCase.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads one {@code TEST-*.xml} file of Surefire or Failsafe. */
final class ReportFile {
    private static final String CASE = "testcase";

    private final String module;
    private final List<TestCase> cases = new ArrayList<>();

    private ReportFile(String module) {
        this.module = module;
    }

    /**
     * Returns the tests of a report. A report that cannot be read is one failed test, because its
     * JVM probably died while writing it.
     */
    static List<TestCase> read(String module, Path file) {
        ReportFile report = new ReportFile(module);
        try (InputStream in = Files.newInputStream(file)) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            report.suite(factory.createXMLStreamReader(in));
        } catch (IOException | XMLStreamException torn) {
            String detail = "the report cannot be read: " + firstLine(String.valueOf(torn));
            report.cases.add(
                    new TestCase(
                            module, "", file.getFileName().toString(), Status.FAILED, detail, 0));
        }
        return report.cases;
    }

    private void suite(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(CASE)) {
                cases.add(testCase(xml));
            }
        }
    }

    private TestCase testCase(XMLStreamReader xml) throws XMLStreamException {
        String testClass = attribute(xml, "classname");
        String name = attribute(xml, "name");
        double seconds = seconds(attribute(xml, "time"));
        Status status = Status.PASSED;
        String detail = "";
        while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals(CASE)) {
            Optional<Status> ending = xml.isStartElement() ? status(xml) : Optional.empty();
            if (ending.isPresent()) {
                status = ending.get();
                detail = detail(xml);
            }
        }
        return new TestCase(module, testClass, name, status, detail, seconds);
    }

    private static Optional<Status> status(XMLStreamReader xml) {
        return switch (xml.getLocalName()) {
            case "failure", "error" -> Optional.of(Status.FAILED);
            case "skipped" -> Optional.of(Status.SKIPPED);
            default -> Optional.empty();
        };
    }

    /** The message if there is one, else the first line of the stack trace. */
    private static String detail(XMLStreamReader xml) throws XMLStreamException {
        String message = attribute(xml, "message");
        String text = xml.getElementText();
        return firstLine(message.isBlank() ? text : message)
                .replaceFirst("^org\\.opentest4j\\.TestAbortedException: ", "")
                .replaceFirst("^Assumption failed: ", "");
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("").strip();
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Surefire groups the digits of large numbers: {@code 1,234.5}. */
    private static double seconds(String text) {
        return text.isEmpty() ? 0 : Double.parseDouble(text.replace(",", ""));
    }
}
