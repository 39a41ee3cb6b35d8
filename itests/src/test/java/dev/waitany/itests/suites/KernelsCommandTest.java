/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.guest.GuestEvent;
import dev.waitany.kernels.guest.GuestEvent.Kind;
import dev.waitany.kernels.guest.GuestEvents;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class KernelsCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void unknownKernelIsRefusedWithThoseThereAre() {
        assertThat(execute("--kernel", "6.12,4.19")).isEqualTo(2);
        String names = Kernel.all().stream().map(Kernel::name).collect(Collectors.joining(", "));
        assertThat(err.toString())
                .contains("no kernel is called \"4.19\"", names)
                .as("before anything happens")
                .doesNotContain("getting ready");
    }

    @Test
    void unknownStrategyIsRefusedWithThoseThereAre() {
        assertThat(execute("--strategies", "threads,epoll")).isEqualTo(2);
        assertThat(err.toString())
                .contains("no strategy is called \"epoll\"", "ring-armed", "threads")
                .doesNotContain("getting ready");
    }

    @Test
    void eventsAddUpToResultsOfSuites() {
        GuestEvents events = new GuestEvents(Duration.ofSeconds(10));
        say(events, Kind.CONTAINER, "threads", "");
        say(events, Kind.TEST, "a()", "");
        say(events, Kind.PASSED, "a()", "");
        say(events, Kind.TEST, "b()", "");
        say(events, Kind.FAILED, "b()", "not so");
        say(events, Kind.TEST, "c()", "");
        say(events, Kind.ABORTED, "c()", "no rings");
        say(events, Kind.PASSED, "threads", "");
        say(events, Kind.SKIPPED, "ring-waitv", "no rings");
        say(events, Kind.CONTAINER, "threads", "");
        say(events, Kind.CONTAINER, "d()", "");
        say(events, Kind.TEST, "d()", "");
        say(events, Kind.PASSED, "d()", "");
        say(events, Kind.PASSED, "d()", "");
        say(events, Kind.CONTAINER, "e(), which does not apply", "");
        say(events, Kind.PASSED, "e(), which does not apply", "");
        say(events, Kind.PASSED, "threads", "");
        events.lost("the guest's kernel panicked");
        List<String> progress = new ArrayList<>();
        List<SuiteResult> results = new SuiteResults("6.12").take(events, progress::add);
        assertThat(progress).containsExactly("threads", "threads");
        assertThat(results)
                .containsExactly(
                        new SuiteResult("6.12", "threads", 2, 1, List.of("b(): not so"), 0),
                        new SuiteResult("6.12", "ring-waitv", 0, 1, List.of(), 0),
                        new SuiteResult(
                                "6.12", "lost", 0, 0, List.of("the guest's kernel panicked"), 0));
        assertThat(ResultText.table(results))
                .contains("6.12     threads              2       1       1       0.0")
                .contains("6.12, threads: b(): not so");
        assertThat(ResultText.json(results)).contains("\"suite\" : \"threads\"", "\"passed\" : 2");
    }

    private static void say(GuestEvents events, Kind kind, String name, String detail) {
        events.line(new GuestEvent(kind, name, detail, 0).line());
    }

    private int execute(String... arguments) {
        CommandLine command = KernelsCommand.commandLine();
        return command.setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
