/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.RandomWakes;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWhere;
import dev.waitany.tck.fixture.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Rule 2: if the accounting is exact, every wake that the kernel counted is reported.
 *
 * <p>No test changes a word, so a wake that is not reported leaves no trace except a wrong sum.
 *
 * <p>Let W be the sum of what the test's own wakes returned, and F the sum of what the library's
 * forwarding wakes returned. The kernel counted W + F wakes, each on a waiter of some wait. A wait
 * that consumed n wakes reports one of them as its index ({@code WOKEN}), lists some as surplus
 * (L), and forwards the others, each by a wake that returned 1. The sum over all waits is W + F =
 * WOKEN + L + F, so
 *
 * <pre>    W = WOKEN + L</pre>
 *
 * <p>under REPORT (where F = 0) and under FORWARD alike. L includes the surplus of waits that ended
 * otherwise, such as by their deadline.
 */
public interface AccountingRules extends ContractRules {
    @TestWhere(Trait.EXACT_ACCOUNTING)
    default void rule02_exactSumsAgreeUnderReport() {
        account(Surplus.REPORT, fixture().rounds(100_000));
    }

    @TestWhere(Trait.EXACT_ACCOUNTING)
    default void rule02_exactSumsAgreeUnderForward() {
        account(Surplus.FORWARD, fixture().rounds(100_000));
    }

    private void account(Surplus treatment, int wakes) {
        int size = Math.min(8, waitAny().capabilities().maxWords());
        FutexWord[] words = fixture().words().many(size);
        AtomicBoolean over = new AtomicBoolean();
        List<TestThread<Long>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            WaitSet set = WaitSet.of(words).surplus(treatment);
            waiters.add(fixture().threads().start("waiter " + i, () -> consume(set, over)));
        }
        List<TestThread<Long>> wakers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            SplittableRandom random = new SplittableRandom(i);
            wakers.add(
                    fixture()
                            .threads()
                            .start(
                                    "waker " + i,
                                    () -> RandomWakes.count(words, wakes / 2, random)));
        }
        long counted = wakers.stream().mapToLong(TestThread::result).sum();
        over.set(true);
        while (!waiters.stream().allMatch(TestThread::isDone)) {
            for (FutexWord word : words) {
                counted += word.wakeOne();
            }
            fixture().threads().rethrowErrors();
        }
        long accounted = waiters.stream().mapToLong(TestThread::result).sum();
        assertThat(accounted)
                .as("WOKEN and listed, of wakes counted by the kernel")
                .isEqualTo(counted);
    }

    private long consume(WaitSet set, AtomicBoolean over) throws InterruptedException {
        long consumed = 0;
        while (!over.get()) {
            WaitResult result = waitAny().await(set, Deadline.never());
            consumed += result.kind() == WaitResult.Kind.WOKEN ? 1 : 0;
            consumed += result.surplus().length;
        }
        return consumed;
    }
}
