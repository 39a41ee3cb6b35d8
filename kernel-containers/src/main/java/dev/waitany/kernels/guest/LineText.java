/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

/** Escapes text as one line of printable ASCII, which every serial port transmits. */
final class LineText {
    private static final int HEX_DIGITS = 4;

    private LineText() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        escaped.append(c);
                    } else {
                        escaped.append("\\u").append("%04x".formatted((int) c));
                    }
                }
            }
        }
        return escaped.toString();
    }

    static String unescape(String escaped) {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char code = next(escaped, ++i);
            switch (code) {
                case '\\' -> text.append('\\');
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'u' -> {
                    next(escaped, i + HEX_DIGITS);
                    text.append((char) Integer.parseInt(escaped, i + 1, i + 1 + HEX_DIGITS, 16));
                    i += HEX_DIGITS;
                }
                default -> throw new IllegalArgumentException("no such escape: \\" + code);
            }
        }
        return text.toString();
    }

    private static char next(String text, int at) {
        if (at >= text.length()) {
            throw new IllegalArgumentException("torn in an escape: " + text);
        }
        return text.charAt(at);
    }
}
