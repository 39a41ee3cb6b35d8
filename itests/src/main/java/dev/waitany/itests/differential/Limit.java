/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import dev.waitany.Deadline;
import java.time.Duration;
import java.time.Instant;

/** The deadline of a wait. */
enum Limit {
    NEVER,
    PASSED,
    SHORT_MONOTONIC,
    SHORT_REALTIME,
    /** The first word changes before the deadline, without a wake. */
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
