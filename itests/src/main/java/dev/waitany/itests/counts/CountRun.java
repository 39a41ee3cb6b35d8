/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import dev.waitany.kernels.Kernel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of {@code ./waitany kernels --count}.
 *
 * @param root of the checkout
 * @param out gets the result
 * @param err gets progress and differences
 */
public record CountRun(Path root, PrintWriter out, PrintWriter err) {
    /**
     * Counts, prints, and compares with the committed record.
     *
     * @param json whether to print JSON
     * @return the exit code: 1 if a count differs from the record
     * @throws CountFailure if something cannot be counted
     */
    public int compare(List<Kernel> kernels, boolean json) {
        CountRecord recorded = CountRecord.read(CountRecord.fileIn(root));
        CountRecord counted = count(kernels);
        print(counted, json);
        List<Difference> differences = new ArrayList<>();
        for (KernelCounts now : counted.kernels()) {
            KernelCounts before =
                    recorded.of(now.kernel())
                            .orElseThrow(() -> new CountFailure(now.kernel() + " is not recorded"));
            differences.addAll(Comparison.between(before, now, Comparison.RECORDED));
        }
        differences.forEach(err::println);
        if (!differences.isEmpty()) {
            Comparison.otherConditions(recorded, counted).forEach(err::println);
        }
        err.println(
                differences.isEmpty()
                        ? "all counts are within 2 % of the record"
                        : "%d counts differ by more than 2 %% from the record; --record replaces it"
                                .formatted(differences.size()));
        err.flush();
        return differences.isEmpty() ? 0 : 1;
    }

    /**
     * Counts on all kernels, and replaces the record and its page.
     *
     * @throws CountFailure if something cannot be counted; nothing is replaced then
     */
    public int record(boolean json) {
        CountRecord counted = count(Kernel.debian());
        print(counted, json);
        try {
            Files.writeString(CountRecord.fileIn(root), counted.json());
            InstructionsPage.write(root, counted);
        } catch (IOException e) {
            throw new CountFailure("the record cannot be written: " + e, e);
        }
        err.println("recorded in " + CountRecord.fileIn(root) + " and its page");
        err.flush();
        return 0;
    }

    private CountRecord count(List<Kernel> kernels) {
        InstructionCounter counter = InstructionCounter.in(root);
        List<KernelCounts> counts = new ArrayList<>();
        for (Kernel kernel : kernels) {
            err.println(kernel.name() + ": counting");
            err.flush();
            counts.add(counter.count(kernel));
        }
        return CountRecord.of(counter, counts);
    }

    private void print(CountRecord counted, boolean json) {
        out.print(json ? counted.json() : text(counted.kernels()));
        out.flush();
    }

    private static String text(List<KernelCounts> kernels) {
        List<String> head = kernels.stream().map(KernelCounts::kernel).toList();
        StringBuilder text = new StringBuilder("instructions, medians over rounds\n");
        for (Measure measure : Measure.values()) {
            text.append("\n").append(measure.title()).append("\n");
            text.append(CountTable.of(kernels, measure).text(head));
        }
        text.append("\nsingle system calls\n").append(CountTable.calls(kernels).text(head));
        text.append("\nwakes that one wait consumes: words woken × wakes of each\n");
        text.append(CountTable.bursts(kernels).text(head));
        text.append("\n");
        CountTable.emptyCells(kernels).forEach(line -> text.append(line).append("\n"));
        return text.toString();
    }
}
