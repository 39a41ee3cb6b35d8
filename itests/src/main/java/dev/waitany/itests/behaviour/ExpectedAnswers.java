/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.kernels.KernelVersion;
import java.util.TreeMap;

/** The answers of release lines to one question. An answer holds until the line of the next one. */
public final class ExpectedAnswers {
    private final TreeMap<KernelVersion, String> from = new TreeMap<>();

    private ExpectedAnswers(String always) {
        from.put(new KernelVersion(0, 0), always);
    }

    /** Starts with the answer of the oldest line. */
    public static ExpectedAnswers always(String answer) {
        return new ExpectedAnswers(answer);
    }

    /** Starts with the answer of 6.7, the first line whose rings have futex operations. */
    public static ExpectedAnswers onRings(String answer) {
        return new ExpectedAnswers("").since("6.7", answer);
    }

    /** Adds the answer that holds from a line on. */
    public ExpectedAnswers since(String line, String answer) {
        from.put(KernelVersion.of(line), answer);
        return this;
    }

    /** Returns the answer of a line; empty if the question cannot be asked there. */
    public String of(KernelVersion line) {
        return from.floorEntry(line).getValue();
    }
}
