/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.kernels.guest.GuestEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class GuestNodesTest {
    private final GuestEvents events = new GuestEvents(Duration.ofSeconds(30));
    private final List<String> outcomes = new ArrayList<>();

    @Test
    void everyTestOfTheGuestIsATestHereWithItsOutcome() {
        say(Kind.CONTAINER, "Suite", "");
        say(Kind.TEST, "good()", "");
        say(Kind.ENTRY, "kernel", "6.12");
        say(Kind.PASSED, "good()", "");
        say(Kind.TEST, "bad()", "");
        say(Kind.FAILED, "bad()", "java.lang.AssertionError: 1 is not 2");
        say(Kind.TEST, "other()", "");
        say(Kind.ABORTED, "other()", "no rings here");
        say(Kind.SKIPPED, "Disabled", "another time");
        say(Kind.PASSED, "Suite", "");
        say(Kind.OVER, "", "");
        perform();
        assertThat(outcomes)
                .containsExactly(
                        "Suite {",
                        "6.12: Suite: good() passed",
                        "6.12: Suite: bad() failed: java.lang.AssertionError: 1 is not 2",
                        "6.12: Suite: other() aborted: no rings here",
                        "6.12: Suite: Disabled aborted: another time",
                        "}");
    }

    @Test
    void guestThatIsLostWithinATestFailsItAndTheRun() {
        say(Kind.CONTAINER, "Suite", "");
        say(Kind.TEST, "last()", "");
        events.lost("Kernel panic - not syncing");
        perform();
        assertThat(outcomes)
                .containsExactly(
                        "Suite {",
                        "6.12: Suite: last() failed: Kernel panic - not syncing",
                        "}",
                        "6.12: lost failed: Kernel panic - not syncing");
    }

    @Test
    void guestThatIsLostBeforeItsFirstTestFailsTheRun() {
        events.lost("no kernel");
        perform();
        assertThat(outcomes).containsExactly("6.12: lost failed: no kernel");
    }

    @Test
    void containerThatFailsByItselfIsATestThatFails() {
        say(Kind.CONTAINER, "Suite", "");
        say(Kind.FAILED, "Suite", "in BeforeAll");
        say(Kind.OVER, "", "");
        perform();
        assertThat(outcomes)
                .containsExactly("Suite {", "6.12: Suite: as a whole failed: in BeforeAll", "}");
    }

    @Test
    void silentGuestIsGivenUp() {
        AtomicReference<GuestLostException> told = new AtomicReference<>();
        GuestEvents silent =
                new GuestEvents(Duration.ofMillis(1)).whenSilent(lost -> told.set(lost));
        assertThatThrownBy(silent::next).hasMessageContaining("nothing for");
        assertThatThrownBy(silent::next).as("again").hasMessageContaining("nothing for");
        assertThat(told.get()).hasMessageContaining("nothing for");
    }

    /** The first node is available before the guest has reported more. */
    @Test
    void nodesComeAsTheGuestGetsThere() {
        say(Kind.CONTAINER, "Suite", "");
        say(Kind.TEST, "first()", "");
        var suite = (DynamicContainer) new GuestNodes("6.12", events).stream().iterator().next();
        var first = (DynamicTest) suite.getChildren().iterator().next();
        assertThat(first.getDisplayName()).isEqualTo("6.12: Suite: first()");
    }

    private void say(Kind kind, String name, String detail) {
        assertThat(events.line(new GuestEvent(kind, name, detail, 0).line())).isTrue();
    }

    private void perform() {
        new GuestNodes("6.12", events).stream().forEach(this::perform);
    }

    private void perform(DynamicNode node) {
        switch (node) {
            case DynamicContainer container -> {
                outcomes.add(node.getDisplayName() + " {");
                container.getChildren().forEach(this::perform);
                outcomes.add("}");
            }
            case DynamicTest test -> outcomes.add(node.getDisplayName() + outcome(test));
            default -> throw new AssertionError(node);
        }
    }

    private static String outcome(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return " passed";
        } catch (TestAbortedException e) {
            return " aborted: " + e.getMessage();
        } catch (Throwable e) {
            return " failed: " + e.getMessage();
        }
    }
}
