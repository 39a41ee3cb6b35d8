/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWords;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Rule 2: under {@code FORWARD} no waiter sleeps on a word that has changed and whose wake was a
 * surplus wake of another wait. Applies to every strategy.
 *
 * <p>The value of a word is a number of tokens, and waiters expect 0. A thread that adds a token
 * wakes one waiter. A waiter takes one token from the word that its wait reports (under REPORT,
 * from each word that the result names) and waits again. A wait that begins sees the tokens that
 * are there. So all tokens are taken, unless a waiter sleeps through a wake that was meant for it.
 */
public interface TokenRules extends ContractRules {
    @Test
    default void rule02_underForwardNoWaiterSleepsOnASurplusWake() {
        passTokens(Surplus.FORWARD);
    }

    @Test
    default void rule02_underReportTheListedWordsAreAllThatNeedHandling() {
        passTokens(Surplus.REPORT);
    }

    private void passTokens(Surplus treatment) {
        int tokens = fixture().rounds(100_000);
        FutexWord quit = fixture().words().one();
        FutexWord[] words = fixture().words().many(6);
        AtomicLong taken = new AtomicLong();
        List<TestThread<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            WaitSet set = overlapping(quit, words, i).surplus(treatment);
            waiters.add(fixture().threads().start("waiter " + i, () -> take(set, taken)));
        }
        for (int i = 0; i < 2; i++) {
            SplittableRandom random = new SplittableRandom(i);
            fixture().threads().start("waker " + i, () -> put(words, tokens / 2, random));
        }
        int put = tokens / 2 * 2;
        fixture()
                .until(
                        () -> taken.get() == put,
                        () -> taken + " of " + put + " tokens: all were taken from " + left(words));
        quit.set(1);
        quit.wakeAll();
        waiters.forEach(waiter -> assertThat(waiter.result()).isTrue());
    }

    /** Four of the six words, different ones for each waiter, after the word that ends the test. */
    private static WaitSet overlapping(FutexWord quit, FutexWord[] words, int first) {
        return WaitSet.of(
                quit,
                words[first],
                words[(first + 1) % words.length],
                words[(first + 3) % words.length],
                words[(first + 4) % words.length]);
    }

    private boolean take(WaitSet set, AtomicLong taken) throws InterruptedException {
        while (true) {
            WaitResult result = waitAny().await(set, Deadline.never());
            if (result.index() == 0) {
                return true;
            }
            taken.addAndGet(takeFrom(set.word(result.index())));
            for (int index : result.surplus()) {
                if (index != 0) {
                    taken.addAndGet(takeFrom(set.word(index)));
                }
            }
        }
    }

    private static int takeFrom(FutexWord word) {
        for (int held = word.get(); held > 0; held = word.get()) {
            if (word.compareAndSet(held, held - 1)) {
                return 1;
            }
        }
        return 0;
    }

    private static int put(FutexWord[] words, int tokens, SplittableRandom random) {
        for (int i = 0; i < tokens; i++) {
            FutexWord word = words[random.nextInt(words.length)];
            word.getAndAdd(1);
            word.wakeOne();
        }
        return tokens;
    }

    private static String left(FutexWord[] words) {
        StringBuilder left = new StringBuilder();
        for (FutexWord word : words) {
            left.append(word.get())
                    .append(" with ")
                    .append(TestWords.waiters(word))
                    .append(" waiting, ");
        }
        return left.toString();
    }
}
