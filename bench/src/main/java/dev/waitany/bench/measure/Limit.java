/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.Capabilities;
import dev.waitany.WaitAny;
import dev.waitany.bench.strategy.ComparedStrategy;

/**
 * The largest size at which a strategy is measured.
 *
 * @param reason why it is not measured beyond that; the strategy is the subject, as in "waits on 1
 *     to 128 words"
 */
public record Limit(int most, String reason) {
    /** No limit. */
    public static final Limit NONE = new Limit(Integer.MAX_VALUE, "");

    /** Returns the limit that the largest set of a strategy gives. */
    public static Limit ofWords(Capabilities capabilities) {
        int most = capabilities.maxWords();
        return new Limit(most, "waits on 1 to " + most + " words");
    }

    /** Returns the limit that the largest set of a strategy gives. */
    public static Limit ofWords(String strategy) {
        try (WaitAny waitAny = ComparedStrategy.open(strategy)) {
            return ofWords(waitAny.capabilities());
        }
    }

    /** Returns the lower one of this limit and another. */
    public Limit or(int other, String why) {
        return other < most ? new Limit(other, why) : this;
    }
}
