/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.kernels.KernelVersion;
import java.util.function.Supplier;

/**
 * A row of the table: a question, how to ask it, and what the release lines of Linux answer.
 *
 * @param question as a reader sees it
 */
public record Behaviour(String question, Supplier<String> probe, ExpectedAnswers answers) {
    /** Returns the answer of a release line; empty if the question cannot be asked there. */
    public String answerOf(KernelVersion line) {
        return answers.of(line);
    }

    /** Asks the kernel of this machine. */
    public String ask() {
        return probe.get();
    }
}
