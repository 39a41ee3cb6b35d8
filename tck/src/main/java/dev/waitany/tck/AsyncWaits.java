/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Waits whose answer is a future. */
public interface AsyncWaits extends Subject {
    @Test
    default void async_wakeCompletesTheFutureAndFreesTheSet() throws Exception {
        for (int size : scene().sizes()) {
            WaitSet set = scene().words().set(size);
            CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.never());
            scene().untilWaiting(set, 1);
            assertThat(future).isNotDone();
            assertThat(set.word(size - 1).wakeOne()).isEqualTo(1);
            scene().until(future::isDone, () -> "the future was done");
            Expect.woken(future.join(), size - 1);
            Expect.timedOut(waitAny().await(set, Deadline.now()));
        }
    }

    @Test
    default void async_changedWordAndPassedDeadlineCompleteAtOnce() {
        WaitSet set = scene().words().set(2);
        Expect.timedOut(waitAny().awaitAsync(set, Deadline.now()).getNow(null));
        set.word(1).set(1);
        Expect.changed(waitAny().awaitAsync(set, Deadline.never()).getNow(null), 1);
    }

    @Test
    default void async_deadlineCompletesTheFuture() {
        WaitSet set = scene().words().set(2);
        CompletableFuture<WaitResult> future =
                waitAny().awaitAsync(set, Deadline.after(Duration.ofMillis(5)));
        scene().until(future::isDone, () -> "the future was done");
        Expect.timedOut(future.join());
    }

    @Test
    default void async_cancelTakesTheWordsFromTheKernelBeforeItReturns() throws Exception {
        for (int round = 0; round < scene().rounds(200); round++) {
            WaitSet set = scene().words().set(3);
            CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.never());
            if (round % 2 == 0) {
                scene().untilWaiting(set, 1);
            }
            assertThat(future.cancel(true)).isTrue();
            for (int i = 0; i < 3; i++) {
                assertThat(Words.waiters(set.word(i))).as("waiters after cancel").isZero();
            }
            assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
            Expect.timedOut(waitAny().await(set, Deadline.now()));
        }
    }

    /**
     * A wake that was counted ends the wait of the future or, if that was cancelled, the other one.
     * It is a bare wake where the strategy is exact; where it infers, only a change tells it.
     */
    @Test
    default void async_cancelRacingWithAWakeLosesNoWake() throws Exception {
        FutexWord word = scene().words().one();
        for (int round = 0; round < scene().rounds(300); round++) {
            WaitSet set = WaitSet.of(word);
            WaitSet others = WaitSet.of(word);
            CompletableFuture<WaitResult> future = waitAny().awaitAsync(set, Deadline.never());
            scene().untilWaiting(word, 1);
            Actor<WaitResult> other = scene().waiter("other", others);
            scene().untilWaiting(word, 2);
            Actor<Boolean> canceller =
                    scene().actors().start("canceller", () -> future.cancel(true));
            if (!scene().exact()) {
                word.getAndAdd(1);
            }
            assertThat(word.wakeOne()).isEqualTo(1);
            if (!canceller.result()) {
                Expect.ready(future.join(), 0);
                word.wakeOne();
            }
            Expect.ready(other.result(), 0);
            scene().actors().joinAndForget();
        }
    }

    @Test
    default void async_completionFromOutsideEndsTheWait() {
        WaitSet timed = scene().words().set(2);
        WaitSet completed = scene().words().set(2);
        CompletableFuture<WaitResult> future = waitAny().awaitAsync(timed, Deadline.never());
        scene().untilWaiting(timed, 1);
        assertThatThrownBy(() -> future.orTimeout(1, TimeUnit.MILLISECONDS).join())
                .hasCauseInstanceOf(TimeoutException.class);
        scene().untilWaiting(timed, 0);
        CompletableFuture<WaitResult> other = waitAny().awaitAsync(completed, Deadline.never());
        scene().untilWaiting(completed, 1);
        other.completeExceptionally(new IllegalStateException("enough"));
        scene().untilWaiting(completed, 0);
    }

    @Test
    default void async_manyAtOnceEachGetTheirOwn() {
        int waits = 50;
        WaitSet[] sets = new WaitSet[waits];
        CompletableFuture<?>[] futures = new CompletableFuture<?>[waits];
        for (int i = 0; i < waits; i++) {
            sets[i] = scene().words().set(2);
            int mine = i % 2;
            futures[i] =
                    waitAny()
                            .awaitAsync(sets[i], Deadline.never())
                            .thenAccept(result -> Expect.woken(result, mine));
        }
        for (int i = 0; i < waits; i++) {
            scene().untilWaiting(sets[i], 1);
            assertThat(sets[i].word(i % 2).wakeOne()).isEqualTo(1);
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(futures);
        scene().until(all::isDone, () -> "all futures were done");
        all.join();
    }
}
