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
 * A wake and an interrupt that race for one wait.
 *
 * <p>If the kernel counted the wake, it must have ended the wait. If the accounting is exact, the
 * wake comes without a change. Otherwise the word is changed before, as every waker must.
 */
final class WakeRace {
    private WakeRace() {}

    static void run(
            ContractRules rules,
            WaitSet set,
            Function<Callable<Boolean>, TestThread<Boolean>> starter) {
        ContractFixture fixture = rules.fixture();
        TestThread<Boolean> waiter = starter.apply(() -> endedByWord(rules, set));
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

    private static boolean endedByWord(ContractRules rules, WaitSet set) {
        boolean ended;
        try {
            Expect.ready(rules.waitAny().await(set, Deadline.never()), 0);
            ended = true;
        } catch (InterruptedException e) {
            assertThat(Thread.currentThread().isInterrupted()).as("status after").isFalse();
            ended = false;
        }
        return ended;
    }
}
