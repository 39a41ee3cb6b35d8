/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Rules 4, 7 and 19: pending waits do not disturb each other, whatever their dependents do. */
public interface PendingWaitRules extends ContractRules {
    /** Another thread looks all the time whether the waits that stay are queued on their words. */
    @Test
    default void rule07_endOfAPendingWaitTakesNoOtherOffItsWord() {
        FutexWord[] kept = fixture().words().many(3);
        List<CompletableFuture<WaitResult>> pending = new ArrayList<>();
        for (FutexWord word : kept) {
            pending.add(waitAny().awaitAsync(WaitSet.of(word), Deadline.never()));
            fixture().untilWaiting(word, 1);
        }
        AtomicBoolean stop = new AtomicBoolean();
        TestThread<Boolean> watcher = fixture().threads().start("watcher", () -> watch(kept, stop));
        WaitSet set = fixture().words().set(2);
        for (int round = 0; round < fixture().rounds(200); round++) {
            CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.never());
            fixture().untilWaiting(set, 1);
            if (round % 2 == 0) {
                assertThat(future.cancel(true)).isTrue();
            } else {
                assertThat(set.word(1).wakeOne()).isEqualTo(1);
                fixture().until(future::isDone, () -> "the future was done");
            }
        }
        stop.set(true);
        assertThat(watcher.result()).isTrue();
        pending.forEach(future -> assertThat(future.cancel(true)).isTrue());
    }

    private static boolean watch(FutexWord[] words, AtomicBoolean stop) {
        do {
            for (FutexWord word : words) {
                assertThat(TestWords.waiters(word)).as("waiters of %s", word).isEqualTo(1);
            }
        } while (!stop.get());
        return true;
    }

    @Test
    default void rule04_bothOfTwoClosersReturn() {
        for (int round = 0; round < fixture().rounds(30); round++) {
            WaitAny shared = fixture().openAnother();
            WaitSet blocked = fixture().words().set(2);
            WaitSet pending = fixture().words().set(2);
            TestThread<WaitResult> waiter =
                    fixture()
                            .threads()
                            .start("waiter", () -> shared.await(blocked, Deadline.never()));
            CompletableFuture<WaitResult> future = shared.awaitAsync(pending, Deadline.never());
            fixture().untilWaiting(blocked, 1);
            fixture().untilWaiting(pending, 1);
            List<TestThread<Boolean>> closers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                closers.add(fixture().threads().start("closer " + i, () -> close(shared)));
            }
            closers.forEach(closer -> assertThat(closer.result()).isTrue());
            assertThat(waiter.failure()).isInstanceOf(WaitAnyClosedException.class);
            fixture().until(future::isDone, () -> "the future was done");
            fixture().threads().joinAndForget();
        }
    }

    private static boolean close(WaitAny waitAny) {
        waitAny.close();
        return true;
    }

    @Test
    default void rule19_dependentMayCloseTheWaitAny() {
        WaitAny own = fixture().openAnother();
        WaitSet woken = fixture().words().set(2);
        WaitSet left = fixture().words().set(2);
        CompletableFuture<WaitResult> pending = own.awaitAsync(left, Deadline.never());
        CompletableFuture<Boolean> closed =
                own.awaitAsync(woken, Deadline.never()).thenApply(result -> close(own));
        fixture().untilWaiting(woken, 1);
        fixture().untilWaiting(left, 1);
        assertThat(woken.word(1).wakeOne()).isEqualTo(1);
        fixture().until(closed::isDone, () -> "the dependent had closed the WaitAny");
        assertThat(closed.join()).isTrue();
        fixture().until(pending::isDone, () -> "the other future was done");
        assertThat(pending).isCompletedExceptionally();
        assertThat(left.word(0).wakeAll()).as("waiters left").isZero();
    }

    @Test
    default void rule19_blockedDependentsHoldUpNoOtherWait() {
        CountDownLatch release = new CountDownLatch(1);
        List<CompletableFuture<Void>> blocked = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                completeByAWake(blocked, release);
            }
            WaitSet set = fixture().words().set(1);
            CompletableFuture<WaitResult> last = waitAny().awaitAsync(set, Deadline.never());
            fixture().untilWaiting(set, 1);
            assertThat(set.word(0).wakeOne()).isEqualTo(1);
            fixture().until(last::isDone, () -> "the last future was done");
        } finally {
            release.countDown();
        }
        blocked.forEach(each -> fixture().until(each::isDone, () -> "a dependent had ended"));
    }

    private void completeByAWake(List<CompletableFuture<Void>> blocked, CountDownLatch release) {
        WaitSet set = fixture().words().set(1);
        CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.never());
        blocked.add(future.thenRun(() -> await(release)));
        fixture().untilWaiting(set, 1);
        assertThat(set.word(0).wakeOne()).isEqualTo(1);
    }

    @Test
    default void rule19_futuresCompleteWhileTheCommonPoolIsBusy() {
        CountDownLatch release = new CountDownLatch(1);
        int size = Math.max(1, ForkJoinPool.getCommonPoolParallelism());
        CountDownLatch busy = new CountDownLatch(size);
        try {
            for (int i = 0; i < size; i++) {
                ForkJoinPool.commonPool()
                        .execute(
                                () -> {
                                    busy.countDown();
                                    await(release);
                                });
            }
            await(busy);
            WaitSet set = fixture().words().set(2);
            CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.never());
            fixture().untilWaiting(set, 1);
            assertThat(set.word(1).wakeOne()).isEqualTo(1);
            fixture().until(future::isDone, () -> "the future was done");
        } finally {
            release.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new AssertionError("the test was given up", ended);
        }
    }
}
