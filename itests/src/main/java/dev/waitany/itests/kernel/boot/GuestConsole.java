/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a guest prints on its console: passed on to the log line by line, under {@code
 * dev.waitany.guest.NAME}. Its end is kept for who must explain how the guest ended, and so is what
 * tells of a panic or of a lack of memory: more than the end may come after it. Thread-safe.
 */
final class GuestConsole {
    private static final int KEPT = 40;

    private final Logger log;
    private final Deque<String> lines = new ArrayDeque<>();
    private @Nullable String panic;
    private @Nullable String lackOfMemory;

    GuestConsole(String guest) {
        this.log = LoggerFactory.getLogger("dev.waitany.guest." + guest);
    }

    void line(String line) {
        log.info("{}", line);
        synchronized (lines) {
            lines.add(line);
            if (lines.size() > KEPT) {
                lines.remove();
            }
            if (tellsOfMemory(line)) {
                lackOfMemory = line;
            } else if (line.contains("Kernel panic")) {
                panic = line;
            }
        }
    }

    /** Why the guest has ended: what the console says of that, or else what was seen outside. */
    String explain(String seenOutside) {
        synchronized (lines) {
            return cause(seenOutside)
                    + (lines.isEmpty()
                            ? "; its console is empty"
                            : "; its console's last lines:\n    " + String.join("\n    ", lines));
        }
    }

    private static boolean tellsOfMemory(String line) {
        return line.contains("System is deadlocked on memory") // a panic's reason
                || line.contains("Out of memory") // the kernel kills a process
                || line.contains("OutOfMemoryError");
    }

    private String cause(String seenOutside) {
        if (lackOfMemory != null) {
            return "the guest ran out of memory: " + lackOfMemory.strip();
        }
        return panic != null ? "the guest's kernel panicked: " + panic.strip() : seenOutside;
    }
}
