/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Support;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.time.Duration;

/** Waits with each strategy, blocked, and prints what came of it. */
public final class Consumer {
    private Consumer() {}

    public static void main(String[] args) throws Exception {
        for (Support support : WaitAny.strategies()) {
            if (support.available()) {
                System.out.println(support.strategy() + " " + wait(support.strategy()));
            }
        }
    }

    private static WaitResult wait(String strategy) throws Exception {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = WaitAny.open(strategy)) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena));
            Thread waker = Thread.ofPlatform().start(() -> wakeUntilItCounts(set.word(1)));
            WaitResult result = waitAny.await(set, Deadline.after(Duration.ofSeconds(20)));
            waker.join();
            return result;
        }
    }

    private static void wakeUntilItCounts(FutexWord word) {
        while (word.wakeOne() == 0) {
            Thread.onSpinWait();
        }
    }
}
