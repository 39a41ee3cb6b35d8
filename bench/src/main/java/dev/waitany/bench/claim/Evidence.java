/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import dev.waitany.bench.statistics.Interval;
import java.util.Optional;

/** What a command has measured. */
interface Evidence {
    /**
     * Returns what was measured of an expectation, with all doubt that the run has; nothing if it
     * was not measured.
     */
    Optional<Interval> of(Expectation expected);

    /** Returns the ratio of two intervals, each of which may be anywhere within its ends. */
    static Interval ratio(Interval above, Interval below) {
        return new Interval(
                above.low() / below.high(),
                above.estimate() / below.estimate(),
                above.high() / below.low());
    }
}
