/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import java.util.Optional;

/**
 * An event of a guest's tests, transferred as one line of text. Events come in depth-first order:
 * an end belongs to the test or container that began last.
 *
 * @param name the display name of the test or container
 * @param detail the unique id of what begins, a stack trace, the reason of a skip or the value of
 *     an entry; otherwise empty
 * @param nanos how long it took; 0 if nothing ended
 */
public record GuestEvent(Kind kind, String name, String detail, long nanos) {
    /** What happened. */
    public enum Kind {
        /** A container of tests begins. */
        CONTAINER,
        /** A test begins. */
        TEST,
        /** The one that began last has passed. */
        PASSED,
        /** It has failed; the detail is a stack trace. */
        FAILED,
        /** It was aborted by an assumption; the detail is the reason. */
        ABORTED,
        /** A test or container does not begin; the detail is the reason. */
        SKIPPED,
        /** A value that a test publishes. */
        ENTRY,
        /** All tests are over. */
        OVER
    }

    private static final String MARK = "@guest";
    private static final int FIELDS = 5;
    private static final int LONGEST_DETAIL = 20_000;

    /** Returns it as a line without a line end. */
    public String line() {
        String cut =
                detail.length() <= LONGEST_DETAIL
                        ? detail
                        : detail.substring(0, LONGEST_DETAIL) + "\n... cut off";
        return String.join(
                "\t",
                MARK,
                kind.name(),
                Long.toString(nanos),
                LineText.escape(name),
                LineText.escape(cut));
    }

    /** Parses a line; empty if it contains no event or a damaged one. */
    public static Optional<GuestEvent> of(String line) {
        if (!line.startsWith(MARK + "\t")) {
            return Optional.empty();
        }
        String whole = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        String[] fields = whole.split("\t", -1);
        return fields.length == FIELDS ? of(fields) : Optional.empty();
    }

    private static Optional<GuestEvent> of(String[] fields) {
        try {
            return Optional.of(
                    new GuestEvent(
                            Kind.valueOf(fields[1]),
                            LineText.unescape(fields[3]),
                            LineText.unescape(fields[4]),
                            Long.parseLong(fields[2])));
        } catch (IllegalArgumentException torn) {
            return Optional.empty();
        }
    }
}
