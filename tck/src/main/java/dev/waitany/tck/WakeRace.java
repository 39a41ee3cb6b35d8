/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
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
            Subject subject, WaitSet set, Function<Callable<Boolean>, Actor<Boolean>> starter) {
        Scene scene = subject.scene();
        Actor<Boolean> waiter = starter.apply(() -> endedByWord(subject, set));
        scene.untilWaiting(set, 1);
        Actor<Boolean> interrupter =
                scene.actors()
                        .start(
                                "interrupter",
                                () -> {
                                    waiter.thread().interrupt();
                                    return true;
                                });
        FutexWord word = set.word(0);
        if (!scene.exact()) {
            word.getAndAdd(1);
        }
        boolean counted = word.wakeOne() == 1;
        boolean ended = waiter.result();
        if (scene.exact()) {
            assertThat(ended).as("ended by the word, as the kernel counted").isEqualTo(counted);
        } else if (counted) {
            assertThat(ended).as("ended by the word, as the kernel counted").isTrue();
        }
        assertThat(interrupter.result()).isTrue();
        scene.actors().joinAndForget();
    }

    private static boolean endedByWord(Subject subject, WaitSet set) {
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
