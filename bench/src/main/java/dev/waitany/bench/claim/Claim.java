/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published sentence.
 *
 * @param name for the command line: lower case with hyphens
 * @param page the file that the sentence stands in, from the root of the repository
 * @param sentence as it is published; its line breaks do not matter
 * @param command the arguments of {@code ./waitany} that measure it
 * @param minutes how long the command takes on two CPUs
 * @param expect all of it must be measured; empty if a reader has to judge
 * @param byHand why no program judges; null if {@code expect} says it all
 */
public record Claim(
        String name,
        String page,
        String sentence,
        String command,
        double minutes,
        List<Expectation> expect,
        @Nullable String byHand) {
    /** Makes the list of a claim that is judged by hand empty. */
    public Claim {
        sentence = oneLine(sentence);
        command = oneLine(command);
        expect = expect == null ? List.of() : List.copyOf(expect);
    }

    /** Returns whether a program judges it. */
    public boolean isJudged() {
        return byHand == null;
    }

    /** Returns a text with single spaces, as sentences are compared. */
    public static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
