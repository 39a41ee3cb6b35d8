/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.waitany.WaitAny;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** A suite is skipped as a whole, with the reason, only if the kernel lacks its strategy. */
class ReportedSkipsTest {
    @Test
    void strategyThatTheKernelLacksSkipsTheClassOnceWithTheReason() {
        EngineExecutionResults run = SuiteRun.ofClass(Lacking.class);
        assertThat(run.testEvents().list()).isEmpty();
        run.containerEvents()
                .skipped()
                .assertEventsMatchExactly(
                        event(
                                container(Lacking.class),
                                skippedWithReason(
                                        reason -> reason.contains(LackingStrategy.REASON))));
    }

    @Test
    void strategyThatIsNotFoundFailsTheClass() {
        EngineExecutionResults run = SuiteRun.ofClass(Mistyped.class);
        assertThat(run.testEvents().list()).isEmpty();
        assertThat(run.containerEvents().skipped().list()).isEmpty();
        run.containerEvents()
                .failed()
                .assertEventsMatchExactly(
                        event(
                                container(Mistyped.class),
                                finishedWithFailure(message(text -> text.contains("mistyped")))));
    }

    static class Lacking extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return WaitAny.open(LackingStrategy.NAME);
        }
    }

    static class Mistyped extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return WaitAny.open("mistyped");
        }
    }
}
