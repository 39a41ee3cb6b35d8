/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.kernels.guest.GuestCommand;
import dev.waitany.kernels.guest.GuestEvents;
import dev.waitany.kernels.guest.GuestFailure;
import dev.waitany.kernels.guest.GuestLostException;
import dev.waitany.kernels.guest.GuestResults;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What the JVM of a guest does with the annotation. Here it is a JVM of this machine. */
@Timeout(300)
class KernelTestInGuestTest {
    private static final String OF_CLASS =
            "[engine:junit-jupiter]/[class-template:" + SampleTests.OfClass.class.getName() + "]";
    private static final String FIRST = OF_CLASS + "/[class-template-invocation:#1]";
    private static final String OF_METHOD =
            "[engine:junit-jupiter]/[class:%s]/[test-template:passes()]"
                    .formatted(SampleTests.OfMethod.class.getName());

    @TempDir private Path folder;

    @Test
    void classRunsOnceAndEachTestIsFoundByItsId() throws Exception {
        GuestResults results = results(SampleTests.OfClass.class.getName());
        assertThatCode(() -> results.report(FIRST + "/[method:passes()]", "passes()"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> results.report(FIRST + "/[method:fails()]", "fails()"))
                .isInstanceOf(GuestFailure.class)
                .hasMessageStartingWith("Linux 6.12: ")
                .hasMessageContaining("as it should");
        assertThatThrownBy(() -> results.report(FIRST + "/[method:isDisabled()]", "isDisabled()"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("another time");
        String second = "/[test-template:isOne(int)]/[test-template-invocation:#2]";
        assertThatThrownBy(() -> results.report(FIRST + second, "[2] number = 2"))
                .isInstanceOf(GuestFailure.class);
        assertThatThrownBy(() -> results.report(FIRST + "/[method:no()]", "no()"))
                .as("a test that the guest does not have")
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void testsOfAFactoryAreThoseThatTheGuestMade() throws Exception {
        GuestResults results = results(SampleTests.OfClass.class.getName());
        List<GuestResults.DynamicResult> made = results.madeBy(FIRST + "/[test-factory:makes()]");
        assertThat(made)
                .extracting(GuestResults.DynamicResult::name)
                .containsExactly("good", "bad");
        assertThatThrownBy(() -> results.report(made.getLast().uniqueId(), "bad"))
                .isInstanceOf(GuestFailure.class)
                .hasMessageContaining("made to fail");
    }

    @Test
    void failureThatIsNoTestsIsReportedAtTheEnd() throws Exception {
        GuestResults results = results(SampleTests.OfClass.class.getName());
        assertThatThrownBy(() -> results.report(FIRST + "/[method:fails()]", "fails()"))
                .isInstanceOf(GuestFailure.class);
        for (int i = 0; i < 3; i++) { // one of the parameters, one of the factory, and AfterAll
            assertThatThrownBy(results::reportRest).isInstanceOf(GuestFailure.class);
        }
        assertThatCode(results::reportRest).doesNotThrowAnyException();
    }

    @Test
    void methodRunsAlone() throws Exception {
        GuestResults results = results(SampleTests.OfMethod.class.getName() + "#passes()");
        assertThatCode(
                        () ->
                                results.report(
                                        OF_METHOD + "/[test-template-invocation:#1]", "Linux 6.12"))
                .doesNotThrowAnyException();
        assertThatCode(results::reportRest).doesNotThrowAnyException();
    }

    @Test
    void testsOfALostGuestFailWithTheReason() {
        GuestEvents events = new GuestEvents(Duration.ofSeconds(10));
        events.lost("the kernel panicked");
        GuestResults results = new GuestResults("Linux 6.12", events);
        assertThatThrownBy(() -> results.report(FIRST + "/[method:passes()]", "passes()"))
                .isInstanceOf(GuestLostException.class)
                .hasMessage("Linux 6.12: the kernel panicked");
    }

    /** Runs a class or method as a guest does, and reads all its events. */
    private GuestResults results(String selector) throws Exception {
        Path lines = folder.resolve("results");
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        List<Path> classPath =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList();
        List<String> command =
                new GuestCommand(java, classPath)
                        .jvmFlags("-D" + GuestCommand.GUEST_PROPERTY + "=6.12")
                        .resultsTo(lines.toString())
                        .testClass(selector)
                        .build();
        Process guest =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        guest.waitFor(); // the class's time limit interrupts it
        GuestEvents events = new GuestEvents(Duration.ofSeconds(10));
        Files.readAllLines(lines).forEach(events::line);
        return new GuestResults("Linux 6.12", events);
    }
}
