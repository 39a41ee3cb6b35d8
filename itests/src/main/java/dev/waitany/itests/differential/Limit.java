/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import dev.waitany.Deadline;
import java.time.Duration;
import java.time.Instant;

/** When a wait gives up. */
enum Limit {
    NEVER,
    PASSED,
    SHORT_MONOTONIC,
    SHORT_REALTIME,
    /** Its first word changes before the deadline comes, and nobody is woken for it. */
    CHANGED_IN_SILENCE;

    private static final Duration SHORT = Duration.ofMillis(3);

    Deadline deadline() {
        return switch (this) {
            case NEVER -> Deadline.never();
            case PASSED -> Deadline.after(Duration.ofMillis(-1));
            case SHORT_MONOTONIC, CHANGED_IN_SILENCE -> Deadline.after(SHORT);
            case SHORT_REALTIME -> Deadline.atTime(Instant.now().plus(SHORT));
        };
    }
}
