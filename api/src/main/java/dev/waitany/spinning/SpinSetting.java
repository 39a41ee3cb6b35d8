/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spinning;

import dev.waitany.Spin;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How waits spin if the program does not say it: what a system property says, or adaptive. */
public final class SpinSetting {
    /** The system property: {@code none}, {@code adaptive}, or a time such as {@code 5us}. */
    static final String PROPERTY = "dev.waitany.spin";

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ns|us|ms)");
    private static final Map<String, Long> UNITS = Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L);

    private SpinSetting() {}

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException if the property has another value
     */
    public static Spin present() {
        return parsed(System.getProperty(PROPERTY));
    }

    /** Returns what a value of the property means; null if it is not set. */
    static Spin parsed(@Nullable String value) {
        if (value == null || value.equals("adaptive")) {
            return Spin.adaptive();
        }
        if (value.equals("none")) {
            return Spin.none();
        }
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new IllegalArgumentException(
                    "-D%s=%s: must be none, adaptive, or a time such as 5us"
                            .formatted(PROPERTY, value));
        }
        long unit = UNITS.getOrDefault(time.group(2), 1L);
        return Spin.fixed(Duration.ofNanos(Long.parseLong(time.group(1)) * unit));
    }
}
