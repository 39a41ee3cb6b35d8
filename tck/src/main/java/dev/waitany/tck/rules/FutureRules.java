/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWords;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Rules 19 and 20: the result of a wait as a future, and how a future is cancelled. */
public interface FutureRules extends ContractRules {
    @Test
    default void rule19_wakeCompletesTheFutureAndFreesTheSet() throws Exception {
        for (int size : fixture().sizes()) {
            WaitSet set = fixture().words().set(size);
            CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.never());
            fixture().untilWaiting(set, 1);
            assertThat(future).isNotDone();
            assertThat(set.word(size - 1).wakeOne()).isEqualTo(1);
            fixture().until(future::isDone, () -> "the future was done");
            Expect.woken(future.join(), size - 1);
            Expect.timedOut(waitAny().await(set, Deadline.now()));
        }
    }

    @Test
    default void rule19_changedWordAndPassedDeadlineCompleteAtOnce() {
        WaitSet set = fixture().words().set(2);
        Expect.timedOut(waitAny().awaitAsync(set, Deadline.now()).getNow(null));
        set.word(1).set(1);
        Expect.changed(waitAny().awaitAsync(set, Deadline.never()).getNow(null), 1);
    }

    @Test
    default void rule19_deadlineCompletesTheFuture() {
        WaitSet set = fixture().words().set(2);
        CompletableFuture<WaitResult> future =
                waitAny().awaitAsync(set, Deadline.after(Duration.ofMillis(5)));
        fixture().until(future::isDone, () -> "the future was done");
        Expect.timedOut(future.join());
    }

    @Test
    default void rule20_cancelTakesTheWordsFromTheKernelBeforeItReturns() throws Exception {
        for (int round = 0; round < fixture().rounds(200); round++) {
            WaitSet set = fixture().words().set(3);
            CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.never());
            if (round % 2 == 0) {
                fixture().untilWaiting(set, 1);
            }
            assertThat(future.cancel(true)).isTrue();
            for (int i = 0; i < 3; i++) {
                assertThat(TestWords.waiters(set.word(i))).as("waiters after cancel").isZero();
            }
            assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
            Expect.timedOut(waitAny().await(set, Deadline.now()));
        }
    }

    /**
     * A wake that the kernel counted ends the wait of the future or, if that was cancelled, the
     * other wait. If the accounting is exact, the wake comes without a change. Otherwise only a
     * change tells the strategy about it.
     */
    @Test
    default void rule20_cancelRacingWithAWakeLosesNoWake() throws Exception {
        FutexWord word = fixture().words().one();
        for (int round = 0; round < fixture().rounds(300); round++) {
            WaitSet set = WaitSet.of(word);
            WaitSet others = WaitSet.of(word);
            CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.never());
            fixture().untilWaiting(word, 1);
            TestThread<WaitResult> other = fixture().waiter("other", others);
            fixture().untilWaiting(word, 2);
            TestThread<Boolean> canceller =
                    fixture().threads().start("canceller", () -> future.cancel(true));
            fixture().changeForACountedWake(word);
            assertThat(word.wakeOne()).isEqualTo(1);
            if (!canceller.result()) {
                Expect.ready(future.join(), 0);
                word.wakeOne();
            }
            Expect.ready(other.result(), 0);
            fixture().threads().joinAndForget();
        }
    }

    @Test
    default void rule20_completionFromOutsideEndsTheWait() {
        WaitSet timed = fixture().words().set(2);
        WaitSet completed = fixture().words().set(2);
        CompletableFuture<WaitResult> future = waitAny().awaitAsync(timed, Deadline.never());
        fixture().untilWaiting(timed, 1);
        assertThatThrownBy(() -> future.orTimeout(1, TimeUnit.MILLISECONDS).join())
                .hasCauseInstanceOf(TimeoutException.class);
        fixture().untilWaiting(timed, 0);
        CompletableFuture<WaitResult> other = waitAny().awaitAsync(completed, Deadline.never());
        fixture().untilWaiting(completed, 1);
        other.completeExceptionally(new IllegalStateException("enough"));
        fixture().untilWaiting(completed, 0);
    }

    @Test
    default void rule19_eachOfManyFuturesGetsItsOwnResult() {
        int waits = 50;
        WaitSet[] sets = new WaitSet[waits];
        CompletableFuture<?>[] futures = new CompletableFuture<?>[waits];
        for (int i = 0; i < waits; i++) {
            sets[i] = fixture().words().set(2);
            int mine = i % 2;
            futures[i] =
                    waitAny()
                            .awaitAsync(sets[i], Deadline.never())
                            .thenAccept(result -> Expect.woken(result, mine));
        }
        for (int i = 0; i < waits; i++) {
            fixture().untilWaiting(sets[i], 1);
            assertThat(sets[i].word(i % 2).wakeOne()).isEqualTo(1);
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(futures);
        fixture().until(all::isDone, () -> "all futures were done");
        all.join();
    }
}
