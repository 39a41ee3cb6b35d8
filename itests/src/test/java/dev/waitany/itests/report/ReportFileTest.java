/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.itests.report.TestCase.Status;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    private static final String CLASS = "dev.waitany.SomeTest";

    @TempDir private Path folder;

    @Test
    void everyOutcomeIsReadWithTheFirstLineOfItsReason() throws Exception {
        Path file = folder.resolve("TEST-some.xml");
        try (InputStream surefire = getClass().getResourceAsStream("/reports/surefire.xml")) {
            assertThat(surefire).isNotNull();
            Files.copy(surefire, file);
        }
        assertThat(ReportFile.read("api", file))
                .containsExactly(
                        test("passes", Status.PASSED, "", 0.25),
                        test("takesLong(String)[1] strategy=threads", Status.PASSED, "", 1234.5),
                        test("fails", Status.FAILED, "expected: 1", 1),
                        test("throws", Status.FAILED, "java.lang.IllegalStateException", 1),
                        test("lacksRings", Status.SKIPPED, "io_uring_setup(2): EPERM", 0),
                        test("isDisabled", Status.SKIPPED, "another time", 0));
    }

    @Test
    void reportThatWasNotWrittenToItsEndIsAFailure() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("TEST-torn.xml"),
                        "<testsuite><testcase name='a' classname='B' time='0'/><testc");
        List<TestCase> cases = ReportFile.read("api", file);
        assertThat(cases)
                .extracting(TestCase::status)
                .containsExactly(Status.PASSED, Status.FAILED);
        assertThat(cases.getLast().title()).contains("TEST-torn.xml");
        assertThat(cases.getLast().detail()).contains("cannot be read");
    }

    private static TestCase test(String name, Status status, String detail, double seconds) {
        return new TestCase("api", CLASS, name, status, detail, seconds);
    }
}
