/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How much a test may do, how slow the machine is, and how long a test may take on it. */
record Budget(double scale, double slowness, Duration limit) {
    static final String SCALE = "dev.waitany.tck.scale";
    static final String SLOWNESS = "dev.waitany.tck.slowness";
    static final String LIMIT = "dev.waitany.tck.limitSeconds";

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);

    static Budget of(ExtensionContext context) {
        double scale = number(context, SCALE);
        double slowness = number(context, SLOWNESS);
        Duration limit =
                context.getConfigurationParameter(LIMIT)
                        .map(Long::parseLong)
                        .map(Duration::ofSeconds)
                        .orElse(DEFAULT_LIMIT);
        return new Budget(scale, slowness, times(limit, Math.max(1, scale) * slowness));
    }

    int rounds(int atScaleOne) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, atScaleOne * scale));
    }

    Duration atMost(Duration onAUsualMachine) {
        return times(onAUsualMachine, slowness);
    }

    private static double number(ExtensionContext context, String setting) {
        return context.getConfigurationParameter(setting).map(Double::parseDouble).orElse(1.0);
    }

    private static Duration times(Duration span, double factor) {
        return Duration.ofMillis((long) (span.toMillis() * factor));
    }
}
