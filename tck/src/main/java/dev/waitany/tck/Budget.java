/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How much a test may do, and for how long. */
record Budget(double scale, Duration limit) {
    static final String SCALE = "dev.waitany.tck.scale";
    static final String LIMIT = "dev.waitany.tck.limitSeconds";

    private static final long DEFAULT_LIMIT = 60;

    static Budget of(ExtensionContext context) {
        double scale =
                context.getConfigurationParameter(SCALE).map(Double::parseDouble).orElse(1.0);
        long seconds =
                context.getConfigurationParameter(LIMIT).map(Long::parseLong).orElse(DEFAULT_LIMIT);
        return new Budget(scale, Duration.ofMillis((long) (seconds * 1000 * Math.max(1, scale))));
    }

    int rounds(int atScaleOne) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, atScaleOne * scale));
    }
}
