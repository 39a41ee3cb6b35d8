/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.itests.kernel.KernelVersion;
import java.util.TreeMap;

/** What release lines answer to one question: an answer holds until the next one begins. */
public final class ExpectedAnswers {
    private final TreeMap<KernelVersion, String> from = new TreeMap<>();

    private ExpectedAnswers(String always) {
        from.put(new KernelVersion(0, 0), always);
    }

    /** The answer of all lines, or of the oldest. */
    public static ExpectedAnswers always(String answer) {
        return new ExpectedAnswers(answer);
    }

    /** What can only be asked since 6.7, when rings came to know futexes. */
    public static ExpectedAnswers onRings(String answer) {
        return new ExpectedAnswers("").since("6.7", answer);
    }

    /** Another answer from a line on. */
    public ExpectedAnswers since(String line, String answer) {
        from.put(KernelVersion.of(line), answer);
        return this;
    }

    /** The answer of a line; empty if it cannot be asked. */
    public String of(KernelVersion line) {
        return from.floorEntry(line).getValue();
    }
}
