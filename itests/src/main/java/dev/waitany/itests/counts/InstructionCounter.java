/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import dev.waitany.itests.behaviour.BehaviourTable;
import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.KernelImage;
import dev.waitany.kernels.KernelUnavailableException;
import dev.waitany.kernels.archive.KernelStore;
import dev.waitany.kernels.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Counts instructions on kernels. For one thread, which must not end before its calls.
 *
 * @param program the guest's
 * @param qemu its name and version
 */
public record InstructionCounter(CountProgram program, String qemu) {
    private static final Duration SHORT = Duration.ofMinutes(1);

    /** Returns the programs that are needed here and not installed, none if all are. */
    public static List<String> missingTools() {
        return Stream.of(CountProgram.GCC, CountingGuest.QEMU, CountingGuest.TIED.getFirst())
                .filter(tool -> !isInstalled(tool))
                .toList();
    }

    /**
     * Prepares to count.
     *
     * @param root of the checkout
     * @throws CountFailure if the program cannot be compiled, or a tool is not installed
     */
    static InstructionCounter in(Path root) {
        List<String> missing = missingTools();
        if (!missing.isEmpty()) {
            throw new CountFailure(
                    "counting needs %s, not installed here (Debian: apt-get install gcc libc6-dev qemu-system-x86 util-linux)"
                            .formatted(String.join(", ", missing)));
        }
        try {
            String version = new Command(CountingGuest.QEMU, "--version").output(SHORT);
            return new InstructionCounter(
                    CountProgram.of(root), version.lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new CountFailure("the guest's program: " + e.getMessage(), e);
        }
    }

    /**
     * Boots a kernel and counts.
     *
     * @throws CountFailure if the guest fails, or a strategy works where it should not or the
     *     reverse
     * @throws KernelUnavailableException if the kernel, or another of its line, cannot be had
     */
    KernelCounts count(Kernel kernel) {
        KernelImage image = KernelStore.of(kernel).get(kernel);
        if (!image.version().equals(kernel.version())) {
            throw new KernelUnavailableException(
                    "Linux %s is not in the archive any more: %s would stand in, which has other counts"
                            .formatted(kernel.name(), image.origin()));
        }
        try {
            List<String> lines = CountingGuest.of(image.file(), program.archive()).run();
            return checked(GuestLines.read(lines, kernel.name(), image.origin()), kernel);
        } catch (IOException e) {
            throw new CountFailure(kernel.name() + ": " + e.getMessage(), e);
        } catch (CountFailure failed) {
            throw new CountFailure(kernel.name() + ": " + failed.getMessage(), failed);
        }
    }

    private static KernelCounts checked(KernelCounts counts, Kernel kernel) {
        Set<String> expected = new TreeSet<>(BehaviourTable.strategiesThatWork(kernel.version()));
        Set<String> counted = new TreeSet<>();
        counts.cells().forEach(cell -> counted.add(cell.strategy()));
        if (!counted.equals(expected)) {
            throw new CountFailure(
                    "counted %s, but %s work there; refused: %s"
                            .formatted(counted, expected, counts.lacks()));
        }
        return counts;
    }

    private static boolean isInstalled(String tool) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
