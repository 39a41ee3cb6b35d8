/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Renders a record as a page of {@code docs}. The text below {@link #TAIL} is written by hand. */
final class InstructionsPage {
    /** The first heading that is not rendered. */
    static final String TAIL = "## What differs between kernels";

    private static final String FILE = "docs/reference/instructions.md";

    private InstructionsPage() {}

    static Path fileIn(Path root) {
        return root.resolve(FILE);
    }

    /** Replaces the rendered part of the page. */
    static void write(Path root, CountRecord recorded) throws IOException {
        Path file = fileIn(root);
        String page = Files.readString(file);
        int tail = page.indexOf(TAIL);
        if (tail < 0) {
            throw new CountFailure(file + " has no line \"" + TAIL + "\"");
        }
        Files.writeString(file, render(recorded) + page.substring(tail));
    }

    /** Returns the page down to that heading, without it. */
    static String render(CountRecord recorded) {
        List<KernelCounts> kernels = recorded.kernels();
        List<String> head = kernels.stream().map(KernelCounts::kernel).toList();
        return """
                # Instructions per wait

                How many instructions a wait takes with each strategy, on each kernel of the
                [matrix](kernel-matrix.md). They are those of the C reference of `compare` and of the kernel
                together. Each count is a median over rounds. An emulated machine with one CPU counts them, so they
                do not depend on the host or its load.

                `./waitany kernels --count` counts them again. It fails if a count differs by more than 2 %% from
                this page. The page is generated from [instructions.json](instructions.json), so do not edit it
                above "What differs between kernels".

                | kernel | package |
                |---|---|
                %s
                Counted with %s. The program was compiled with %s.

                A dash marks a strategy that the kernel does not have. futex_waitv(2) needs Linux 5.16: older
                kernels answer ENOSYS. The futex operations of io_uring need Linux 6.7: older kernels answer EINVAL
                to the ring's flags. Only `ring-armed` is counted with 1,024 words.

                %s

                ## Going to sleep

                From the beginning of a wait until its thread sleeps and the CPU runs the waker again. In
                `ring-armed` the wait arms one word again, and the others are armed already.

                %s
                ## Waking up

                From the call that wakes one word until the wait has returned in its thread. This includes taking
                all other words off their queues, where the strategy does so.

                %s
                ## A wait that does not sleep

                A wait whose last word has changed. `ring-armed` arms the changed word again.

                %s
                ## A half-round

                One wait and the wake that ends it: the sum of "Going to sleep" and "Waking up", at 1 and
                128 words. The last rows are the difference divided by 127.

                %s
                ## Wakes that one wait consumes

                A wait on 32 words sleeps. Some of the words are woken, each once or 4 times, before its thread
                runs. The counts are the wakes for which the kernel found a waiter, so that no other waiter of
                the word gets them. These are no instructions.

                %s
                ## Single system calls

                To compare with. `wake-nobody` is FUTEX_WAKE of a word without waiters.

                %s
                """
                .formatted(
                        packages(kernels),
                        recorded.qemu(),
                        recorded.compiler(),
                        String.join("\n", CountTable.emptyCells(kernels)),
                        CountTable.of(kernels, Measure.SLEEP).markdown(head),
                        CountTable.of(kernels, Measure.WAKE).markdown(head),
                        CountTable.of(kernels, Measure.CHANGED).markdown(head),
                        CountTable.halfRounds(kernels).markdown(head),
                        CountTable.bursts(kernels).markdown("words × wakes", head),
                        CountTable.calls(kernels).markdown(head));
    }

    private static String packages(List<KernelCounts> kernels) {
        return kernels.stream()
                .map(kernel -> "| %s | %s |\n".formatted(kernel.kernel(), kernel.image()))
                .collect(Collectors.joining());
    }
}
