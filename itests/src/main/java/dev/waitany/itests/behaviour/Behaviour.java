/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.itests.kernel.KernelVersion;
import java.util.function.Supplier;

/**
 * A row of the table: a question, how to ask it, and what the release lines of Linux answer.
 *
 * @param question for people
 */
public record Behaviour(String question, Supplier<String> probe, ExpectedAnswers answers) {
    /** What a release line answers; empty if it cannot be asked. */
    public String answerOf(KernelVersion line) {
        return answers.of(line);
    }

    /** What the kernel answers that this runs on. */
    public String ask() {
        return probe.get();
    }
}
