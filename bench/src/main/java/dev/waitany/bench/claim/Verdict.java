/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import java.util.Locale;

/** Whether a repeated measurement agrees with what was published. From best to worst. */
public enum Verdict {
    /** The whole measured interval is within the expected one. */
    REPRODUCED,
    /** The intervals overlap: the run is too noisy to tell, or the difference is at the margin. */
    NOT_SHOWN,
    /** The command did not measure it, as where a strategy does not work. */
    NOT_MEASURED,
    /** The whole measured interval is outside the expected one. */
    NOT_REPRODUCED;

    /** Returns the name in words. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
