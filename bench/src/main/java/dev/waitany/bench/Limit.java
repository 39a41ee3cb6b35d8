/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.Capabilities;

/**
 * The largest size that a strategy is measured at.
 *
 * @param reason what it does that keeps it from more, as in "waits on 1 to 128 words"
 */
record Limit(int most, String reason) {
    static final Limit NONE = new Limit(Integer.MAX_VALUE, "");

    static Limit ofWords(Capabilities capabilities) {
        int most = capabilities.maxWords();
        return new Limit(most, "waits on 1 to " + most + " words");
    }

    Limit or(int sooner, String why) {
        return sooner < most ? new Limit(sooner, why) : this;
    }
}
