/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.report.TestCase.Status;
import dev.waitany.itests.sandbox.Sandbox;
import dev.waitany.kernels.Kernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final String FILE = "/home/a/target/verify.txt";
    private static final List<String> MODULES =
            List.of("api", "bench", "futexv-emulation", "itests", "linux-ffm", "ring-futex", "tck");

    private final List<TestCase> cases = new ArrayList<>();

    @Test
    void runWithoutFailuresFitsOnAScreenOfTwentyFourLines() {
        everythingRan();
        for (int i = 0; i < 100; i++) {
            skipped("rings " + i, "io_uring_setup(2): EPERM");
            skipped("engine " + i, "no Docker engine answers: " + "tried this, ".repeat(20));
        }
        List<String> lines = screen(0);
        assertThat(lines).hasSizeLessThanOrEqualTo(24).allMatch(line -> line.length() <= 100);
        assertThat(lines).last().isEqualTo("22 passed, 0 failed, 200 skipped");
        assertThat(lines.getFirst()).startsWith("module ").contains("kernel or sandbox");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("api ") && line.contains("Linux 5.10 "))
                .anyMatch(line -> line.contains("no io_uring, no waitv  "))
                .anyMatch(line -> line.startsWith("  100 no Docker engine answers"))
                .anyMatch(line -> line.startsWith("  100 io_uring_setup(2): EPERM: SomeTest.rings"))
                .contains("Time: 31 min 40 s. Failed and skipped tests: " + FILE);
    }

    @Test
    void worstRunFitsOnFortyLinesAndItsFailuresComeFirst() {
        everythingRan();
        for (int i = 0; i < 50; i++) {
            add("api", "dev.waitany.SomeTest", "bad " + i, Status.FAILED, "x".repeat(200));
            skipped("skipped " + i, "reason " + i);
        }
        List<String> lines = screen(1);
        assertThat(lines).hasSizeLessThanOrEqualTo(40).allMatch(line -> line.length() <= 100);
        assertThat(lines.getFirst()).startsWith("FAILED api SomeTest.bad 0: xxx");
        assertThat(lines)
                .contains("FAILED 42 more", "   46 for other reasons")
                .last()
                .isEqualTo("22 passed, 50 failed, 50 skipped");
    }

    @Test
    void testsOfGuestsAreCountedByKernelAndSandboxOnly() {
        everythingRan();
        add("itests", KERNELS, guest("Linux 6.12 kernels()", "Linux 6.12"), Status.FAILED, "panic");
        add("itests", KERNELS, "kernels() Linux 7.9", Status.SKIPPED, "no apt here");
        List<String> lines = screen(1);
        assertThat(lines.getFirst())
                .isEqualTo("FAILED itests Linux 6.12: threads: rule01(String): [1] x: panic");
        assertThat(lines).anyMatch(line -> line.matches(".*Linux 6.12 +1 +1 +0 +2.0"));
        assertThat(lines).anyMatch(line -> line.matches(".*Linux 7.9 +0 +0 +1 +1.0"));
        assertThat(lines).anyMatch(line -> line.matches("itests +1 +0 +0 +1.0.*"));
    }

    @Test
    void withoutGuestsThereIsOneColumn() {
        add("api", "dev.waitany.SomeTest", "good", Status.PASSED, "");
        assertThat(screen(0).getFirst())
                .isEqualTo("module                    pass fail skip seconds");
    }

    @Test
    void buildThatFailedWithoutATestSaysSo() {
        TestRun none = new TestRun(cases, List.of("api", "tck"));
        assertThat(new Summary(none, Duration.ZERO, 1).screen(FILE))
                .contains("No test ran in: api, tck\n")
                .contains("No test failed, but Maven ended with exit code 1: see its log\n")
                .endsWith("\n0 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void listingNamesEveryTest() {
        for (int i = 0; i < 50; i++) {
            add("api", "dev.waitany.SomeTest", "bad" + i, Status.FAILED, "x".repeat(200));
            skipped("skipped" + i, "no rings");
        }
        assertThat(summary(1).listing())
                .contains("failed: api SomeTest.bad49: " + "x".repeat(200) + "\n")
                .containsOnlyOnce("could not run: no rings\n")
                .contains("    api SomeTest.skipped0\n", "    api SomeTest.skipped49\n")
                .endsWith("0 passed, 50 failed, 50 skipped\n");
    }

    private static final String KERNELS = "dev.waitany.itests.suites.KernelMatrixIT";

    /** One test in each module, on each kernel and in each sandbox: 7 + 6 + 9. */
    private void everythingRan() {
        MODULES.forEach(module -> add(module, "dev.waitany.SomeTest", "a", Status.PASSED, ""));
        Kernel.all()
                .forEach(
                        kernel ->
                                add(
                                        "itests",
                                        KERNELS,
                                        guest("kernels()", "Linux " + kernel.name()),
                                        Status.PASSED,
                                        ""));
        Stream.of(Sandbox.values())
                .forEach(
                        sandbox ->
                                add(
                                        "itests",
                                        "dev.waitany.itests.sandbox.SandboxIT",
                                        guest("strategies(Engine, TestImage)", sandbox.title()),
                                        Status.PASSED,
                                        ""));
    }

    /** As Failsafe names a parameterized test in a guest. */
    private static String guest(String factory, String name) {
        return "rule01(String) threads "
                + factory
                + " "
                + name
                + ": threads: rule01(String): [1] x";
    }

    private void skipped(String name, String reason) {
        add("api", "dev.waitany.SomeTest", name, Status.SKIPPED, reason);
    }

    private void add(String module, String testClass, String name, Status status, String detail) {
        cases.add(new TestCase(module, testClass, name, status, detail, 1));
    }

    private Summary summary(int exitCode) {
        return new Summary(new TestRun(cases, List.of()), Duration.ofSeconds(1900), exitCode);
    }

    private List<String> screen(int exitCode) {
        return summary(exitCode).screen(FILE).lines().toList();
    }
}
