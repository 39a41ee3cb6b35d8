/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a guest prints on its console: passed on to the log line by line, under {@code
 * dev.waitany.guest.NAME}, and its end kept for who must explain how the guest ended. Thread-safe.
 */
final class GuestConsole {
    private static final int KEPT = 40;

    private final Logger log;
    private final Deque<String> lines = new ArrayDeque<>();

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
        }
    }

    /** Why the guest has ended: what the console says of that, or else what was seen outside. */
    String explain(String seenOutside) {
        List<String> tail;
        synchronized (lines) {
            tail = List.copyOf(lines);
        }
        return cause(tail, seenOutside)
                + (tail.isEmpty()
                        ? "; its console is empty"
                        : "; its console's last lines:\n    " + String.join("\n    ", tail));
    }

    private static String cause(List<String> tail, String seenOutside) {
        if (says(tail, "Kernel panic - not syncing: System is deadlocked on memory")
                || says(tail, "Out of memory")
                || says(tail, "OutOfMemoryError")) {
            return "the guest ran out of memory";
        }
        if (says(tail, "Kernel panic")) {
            return "the guest's kernel panicked";
        }
        return seenOutside;
    }

    private static boolean says(List<String> tail, String what) {
        return tail.stream().anyMatch(line -> line.contains(what));
    }
}
