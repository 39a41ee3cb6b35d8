/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.linux.uapi.LinuxUapi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares system call numbers with the kernel headers of every architecture that is supported,
 * whichever the tests run on.
 */
class SystemCallNumbersTest {
    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64"})
    void numbersAreThoseOfTheArchitecturesHeaders(String architecture) throws Exception {
        Map<String, Long> header = header(architecture);
        assertThat(SystemCallNumbers.of(architecture))
                .isEqualTo(
                        new SystemCallNumbers(
                                number(header, "futex"),
                                number(header, "gettid"),
                                number(header, "tgkill"),
                                number(header, "sched_setaffinity"),
                                number(header, "prctl"),
                                number(header, "clock_gettime")));
    }

    /** One set of bindings serves all architectures. */
    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64"})
    void bindingsHaveOnlyNumbersThatAreTheSameEverywhere(String architecture) throws Exception {
        Map<String, Long> header = header(architecture);
        List<String> names;
        try (Stream<String> lines = Files.lines(Path.of("src/jextract/linux-uapi.args"))) {
            names = lines.filter(line -> line.contains(" __NR_")).toList();
        }
        assertThat(names).isNotEmpty();
        for (String line : names) {
            String constant = line.substring(line.indexOf("__NR_"));
            Object bound = LinuxUapi.class.getMethod(constant).invoke(null);
            assertThat(number(header, constant.substring("__NR_".length())))
                    .as("%s on %s", constant, architecture)
                    .isEqualTo(((Number) bound).longValue());
        }
    }

    @Test
    void otherArchitecturesAreRefusedByName() {
        assertThat(SystemCallNumbers.of("amd64")).isEqualTo(SystemCallNumbers.X86_64);
        assertThat(SystemCallNumbers.of("arm64")).isEqualTo(SystemCallNumbers.AARCH64);
        assertThatCode(NativeAccess::require).doesNotThrowAnyException();
        String here = System.getProperty("os.arch");
        System.setProperty("os.arch", "riscv64");
        try {
            assertThatThrownBy(NativeAccess::require)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageStartingWith("WaitAny runs on x86_64 and aarch64, not on riscv64");
        } finally {
            System.setProperty("os.arch", here);
        }
    }

    private static long number(Map<String, Long> header, String call) {
        Long number = header.get(call);
        assumeTrue(number != null, "the kernel headers are too old for " + call);
        return Objects.requireNonNull(number);
    }

    /** Returns the numbers that the headers define, by the calls' names. */
    private static Map<String, Long> header(String architecture) throws Exception {
        String set = System.getenv("WAITANY_KERNEL_HEADERS");
        Path headers = Path.of(set == null ? "/usr/include" : set);
        Path machine = headers.resolve(architecture + "-linux-gnu");
        assumeTrue(Files.exists(machine.resolve("asm")), "no kernel headers of " + architecture);
        Map<String, Long> numbers = new HashMap<>();
        for (String line : defined(headers, machine)) {
            String[] words = line.split(" ", 3);
            if (words[1].startsWith("__NR_") && words[2].chars().allMatch(Character::isDigit)) {
                numbers.put(words[1].substring("__NR_".length()), Long.valueOf(words[2]));
            }
        }
        return numbers;
    }

    private static List<String> defined(Path headers, Path machine) throws InterruptedException {
        try {
            Process gcc =
                    new ProcessBuilder(
                                    List.of(
                                            "gcc",
                                            "-E",
                                            "-dM",
                                            "-nostdinc",
                                            "-isystem",
                                            "" + machine,
                                            "-isystem",
                                            "" + headers,
                                            "-xc",
                                            "-"))
                            .redirectErrorStream(true)
                            .start();
            try (var input = gcc.outputWriter(StandardCharsets.UTF_8)) {
                input.write("#include <asm/unistd.h>\n");
            }
            List<String> lines = gcc.inputReader(StandardCharsets.UTF_8).lines().toList();
            assertThat(gcc.waitFor()).as(() -> String.join("\n", lines)).isZero();
            return lines;
        } catch (IOException e) {
            return abort("no gcc: " + e.getMessage());
        }
    }
}
