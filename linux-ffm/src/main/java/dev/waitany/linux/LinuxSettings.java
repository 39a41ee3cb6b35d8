/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.util.List;

/** Checks the system properties that this module reads. */
public final class LinuxSettings {
    private LinuxSettings() {}

    /**
     * Checks the values, and that there is a signal for alerts. Called when a {@code WaitAny}
     * opens, so that a wrong value is found there and not in the first wait.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message names the property,
     *     the value and what is allowed
     * @throws IllegalStateException if no signal is free
     */
    public static void check() {
        for (String property : List.of(FutexHash.PROPERTY, SystemCallCount.PROPERTY)) {
            String value = System.getProperty(property);
            if (value != null && !value.equals("true") && !value.equals("false")) {
                throw new IllegalArgumentException(
                        "-D%s=%s: must be true or false".formatted(property, value));
            }
        }
        AlertSignal.wanted(System.getProperty(AlertSignal.PROPERTY));
        AlertSignal.HERE.prepare();
    }
}
