/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console of a guest. Each line goes to the logger {@code dev.waitany.guest.NAME}. The last
 * lines are kept to explain how the guest ended. A line about a panic or a lack of memory is kept
 * too, because many lines may follow it. Thread-safe.
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

    /**
     * Explains why the guest ended: from the console, or if that tells nothing, by what was seen
     * outside.
     */
    String explain(String seenOutside) {
        synchronized (lines) {
            return cause(seenOutside)
                    + (lines.isEmpty()
                            ? "; its console is empty"
                            : "; its console's last lines:\n    " + String.join("\n    ", lines));
        }
    }

    private static boolean tellsOfMemory(String line) {
        return line.contains("System is deadlocked on memory") // the reason of a panic
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
