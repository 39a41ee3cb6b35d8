/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a ratio shows, given its interval and the resolution of the run. */
public enum Verdict {
    /** The numerator is lower, by more than the resolution. */
    LESS,
    /** The numerator is higher, by more than the resolution. */
    MORE,
    /** The interval of the ratio overlaps what two equal programs differ by. */
    NO_DIFFERENCE,
    /** Two equal programs differ so much that no ratio of the run can be judged. */
    TOO_NOISY;

    /** Returns the name in the results: lower case with a hyphen. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
