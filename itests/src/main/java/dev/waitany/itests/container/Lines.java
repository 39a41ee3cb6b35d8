/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Joins bytes that arrive in pieces into lines. For one thread. */
final class Lines {
    private final Consumer<String> lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    Lines(Consumer<String> lines) {
        this.lines = lines;
    }

    void add(byte[] piece) {
        for (byte b : piece) {
            if (b == '\n') {
                give();
            } else {
                begun.write(b);
            }
        }
    }

    /** Emits the rest as the last line. */
    void end() {
        if (begun.size() > 0) {
            give();
        }
    }

    private void give() {
        lines.accept(begun.toString(StandardCharsets.UTF_8));
        begun.reset();
    }
}
