/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.kernels.Kernel;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders the table as a page of {@code docs}. The text below {@link #TAIL} is written by hand. */
public final class MatrixPage {
    /** The first heading that is not rendered. */
    public static final String TAIL = "## How long it takes";

    private static final String NOT_ASKED = "–";

    private MatrixPage() {}

    /** Returns the page down to that heading, without it. */
    public static String render() {
        return """
                # Kernel matrix

                What Debian's kernels answer. `KernelMatrixIT` asserts each answer on each kernel. The page is
                generated from `BehaviourTable`, so do not edit it above "How long it takes". An answer holds for a
                release line and those after it, until the next one. `%s` means that the kernel cannot be asked.

                ## Strategies

                %s
                ## Calls and rings

                %s
                """
                .formatted(
                        NOT_ASKED,
                        table(BehaviourTable.strategies(), row -> "`" + row.question() + "`"),
                        table(BehaviourTable.callsAndRings(), Behaviour::question));
    }

    private static String table(List<Behaviour> rows, Function<Behaviour, String> title) {
        List<Kernel> kernels = Kernel.debian();
        Stream<String> head =
                Stream.of(
                        line("", kernels.stream().map(Kernel::name)),
                        line("---", kernels.stream().map(_ -> "---")));
        Stream<String> body =
                rows.stream()
                        .map(
                                row ->
                                        line(
                                                title.apply(row),
                                                kernels.stream().map(kernel -> cell(row, kernel))));
        return Stream.concat(head, body).collect(Collectors.joining());
    }

    private static String cell(Behaviour row, Kernel kernel) {
        String answer = row.answerOf(kernel.version());
        return answer.isEmpty() ? NOT_ASKED : answer;
    }

    private static String line(String first, Stream<String> cells) {
        return "| %s | %s |\n".formatted(first, cells.collect(Collectors.joining(" | ")));
    }
}
