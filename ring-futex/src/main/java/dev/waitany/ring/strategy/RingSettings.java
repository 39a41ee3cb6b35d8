/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.linux.LinuxSettings;
import dev.waitany.ring.poller.PollerGroup;

/** The system properties that every strategy on rings reads. */
final class RingSettings {
    private RingSettings() {}

    /**
     * Checks them before a strategy opens: some are read later, in a wait.
     *
     * @throws IllegalArgumentException if one has a wrong value
     * @throws IllegalStateException if no signal is free
     */
    static void check() {
        LinuxSettings.check();
        PollerGroup.checkSettings();
    }
}
