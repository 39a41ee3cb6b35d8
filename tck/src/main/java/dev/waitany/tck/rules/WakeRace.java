/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractFixture;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * One wake and one interrupt race for one wait. A wake that the kernel counted must have ended the
 * wait. Where the strategy is exact, it is a bare wake; where it can only infer, the word is
 * changed before, as every waker must.
 */
final class WakeRace {
    private WakeRace() {}

    static void run(
            ContractRules subject,
            WaitSet set,
            Function<Callable<Boolean>, TestThread<Boolean>> starter) {
        ContractFixture fixture = subject.fixture();
        TestThread<Boolean> waiter = starter.apply(() -> endedByWord(subject, set));
        fixture.untilWaiting(set, 1);
        TestThread<Boolean> interrupter =
                fixture.threads()
                        .start(
                                "interrupter",
                                () -> {
                                    waiter.thread().interrupt();
                                    return true;
                                });
        FutexWord word = set.word(0);
        if (!fixture.exact()) {
            word.getAndAdd(1);
        }
        boolean counted = word.wakeOne() == 1;
        boolean ended = waiter.result();
        if (fixture.exact()) {
            assertThat(ended).as("ended by the word, as the kernel counted").isEqualTo(counted);
        } else if (counted) {
            assertThat(ended).as("ended by the word, as the kernel counted").isTrue();
        }
        assertThat(interrupter.result()).isTrue();
        fixture.threads().joinAndForget();
    }

    private static boolean endedByWord(ContractRules subject, WaitSet set) {
        boolean ended;
        try {
            Expect.ready(subject.waitAny().await(set, Deadline.never()), 0);
            ended = true;
        } catch (InterruptedException e) {
            assertThat(Thread.currentThread().isInterrupted()).as("status after").isFalse();
            ended = false;
        }
        return ended;
    }
}
