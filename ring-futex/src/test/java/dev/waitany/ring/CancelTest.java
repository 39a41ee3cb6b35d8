/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.WaitSet;
import dev.waitany.linux.SystemCallCount;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Cancels, and their races with wakes: an operation ends once, whoever is first. */
class CancelTest extends FutexRingFixture {
    private static final int ROUNDS = 5_000;

    @Test
    void cancelledWaitSaysSoAndWaitsNoMore() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = ring.wait(words[0], 0, noting("wait"));
            assertThat(wait.cancel()).isTrue();
            assertThat(waiters(words[0])).isZero();
            awaitTold(ring, 1);
            assertThat(told).containsExactly("wait CANCELLED 0");
            assertThat(wait.cancel()).as("of one that has ended").isFalse();
            assertThat(ring.cancelAll()).isZero();
        }
    }

    @Test
    void cancelAfterTheWakeIsTooLate() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = ring.wait(words[0], 0, noting("wait"));
            ring.submit();
            assertThat(words[0].wakeOne()).isEqualTo(1);
            assertThat(wait.cancel()).isTrue();
            awaitTold(ring, 1);
            assertThat(told).containsExactly("wait WOKEN 0");
        }
    }

    @Test
    void allOnAWordAreCancelledAndNoOthers() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(words[0], 0, noting("one"));
            ring.wait(words[1], 0, noting("other"));
            ring.waitAny(WaitSet.of(words[2], words[0]), noting("any"));
            ring.wait(words[0], 0, 1, noting("two"));
            assertThat(ring.cancelOn(words[0])).isEqualTo(3);
            awaitTold(ring, 3);
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "one CANCELLED 0", "two CANCELLED 0", "any CANCELLED 0");
            assertThat(waiters(words[1])).isEqualTo(1);
            assertThat(ring.cancelAll()).isEqualTo(1);
            awaitTold(ring, 4);
            assertThat(told).last().isEqualTo("other CANCELLED 0");
        }
    }

    @Test
    void wakesAndCancelsRaceAndEachWaitEndsOnce() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        TestThread<Integer> waker = TestThread.start(() -> wakeUntil(over));
        Ends ends = new Ends();
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = Operation.wait(words[0], 0).onCompletion(ends);
            int rounds = 0;
            while (rounds < ROUNDS || !bothSeen(ends)) {
                ring.queue(wait);
                ring.submit();
                for (int spin = rounds % 64; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                wait.cancel();
                assertThat(ring.await(soon())).isEqualTo(1);
                rounds++;
            }
            over.set(true);
            assertThat(ends.woken()).as("woken, as wakers counted").isEqualTo(waker.join());
            assertThat(ends.woken() + ends.cancelled()).isEqualTo(rounds);
        } finally {
            over.set(true);
        }
    }

    @Test
    void anotherThreadsCancelEndsTheAwaitOfTheOwner() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = ring.wait(words[0], 0, noting("wait"));
            ring.wait(words[1], 0, noting("other"));
            TestThread<Boolean> other =
                    TestThread.start(
                            () -> {
                                untilWaiters(words[0], 1);
                                return wait.cancel();
                            });
            assertThat(ring.await(soon())).isEqualTo(1);
            assertThat(other.join()).isTrue();
            assertThat(told).containsExactly("wait CANCELLED 0");
            assertThat(waiters(words[1])).isEqualTo(1);
        }
    }

    @Test
    void anotherThreadsCancelIsTakenUpWhenTheOwnerComesByNext() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            var future = ring.queue(Operation.wait(words[0], 0)).future();
            ring.submit();
            assertThat(TestThread.start(() -> future.cancel(true)).join()).isTrue();
            assertThat(future).as("the kernel has it still").isNotDone();
            while (ring.pending() > 0) {
                ring.poll();
            }
            assertThat(future).isCancelled();
            assertThat(waiters(words[0])).isZero();
        }
    }

    @Test
    void wakesAndCancelsOfOtherThreadsRaceAndEachWaitEndsOnce() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Ends ends = new Ends();
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = Operation.wait(words[0], 0).onCompletion(ends);
            TestThread<Integer> waker = TestThread.start(() -> wakeUntil(over));
            AtomicInteger asked = new AtomicInteger();
            TestThread<Boolean> canceller =
                    TestThread.start(
                            () -> {
                                while (!over.get()) {
                                    asked.addAndGet(wait.cancel() ? 1 : 0);
                                }
                                return true;
                            });
            int rounds = 0;
            while (rounds < ROUNDS || asked.get() == 0) {
                ring.queue(wait);
                assertThat(ring.await(soon())).isEqualTo(1);
                rounds++;
            }
            over.set(true);
            assertThat(canceller.join()).isTrue();
            assertThat(ends.woken()).isEqualTo(waker.join());
            assertThat(ends.woken() + ends.cancelled()).isEqualTo(rounds);
        } finally {
            over.set(true);
        }
    }

    @Test
    void oneLifeIsHandedOverOnceHoweverOftenItIsAsked() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = ring.wait(words[0], 0, noting("wait"));
            ring.submit();
            boolean asked =
                    TestThread.start(
                                    () -> {
                                        boolean all = true;
                                        for (int i = 0; i < 1_000; i++) {
                                            all &= wait.cancel();
                                        }
                                        return all;
                                    })
                            .join();
            assertThat(asked).as("each is told that it was pending").isTrue();
            long before = SystemCallCount.sum();
            while (ring.pending() > 0) {
                ring.poll();
            }
            assertThat(SystemCallCount.sum() - before).as("system calls").isLessThan(10);
            assertThat(told).containsExactly("wait CANCELLED 0");
            ring.queue(wait);
            ring.submit();
            TestThread.start(wait::cancel).join();
            awaitTold(ring, 2);
            assertThat(told).as("in its next life").last().isEqualTo("wait CANCELLED 0");
        }
    }

    @Test
    void vectoredWaitsRaceWithTheirCancelsAndEndOnce() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        TestThread<Integer> waker = TestThread.start(() -> wakeUntil(over));
        Ends ends = new Ends();
        try (FutexRing ring = FutexRing.open(16, Delivery.PROMPT)) {
            Operation any = Operation.waitAny(WaitSet.of(words)).onCompletion(ends);
            for (int i = 0; i < ROUNDS; i++) {
                ring.queue(any);
                ring.submit();
                any.cancel();
                assertThat(ring.await(soon())).isEqualTo(1);
                assertThat(ring.pending()).isZero();
            }
            assertThat(ends.woken() + ends.cancelled()).isEqualTo(ROUNDS);
        } finally {
            over.set(true);
        }
        waker.join();
    }

    @Test
    void futureThatTimesOutGivesTheWaitUp() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            CompletableFuture<Completion> future = ring.queue(Operation.wait(words[0], 0)).future();
            future.orTimeout(10, TimeUnit.MILLISECONDS);
            assertThat(ring.await(soon())).isEqualTo(1);
            assertThat(future.exceptionNow()).isInstanceOf(TimeoutException.class);
            assertThat(waiters(words[0])).isZero();
        }
    }

    @Test
    void wakeThatAFutureDoesNotWantAnyMoreGoesToTheNextWaiter() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            CompletableFuture<Completion> future = ring.queue(Operation.wait(words[0], 0)).future();
            ring.wait(words[0], 0, noting("next"));
            ring.submit();
            assertThat(words[0].wakeOne()).isEqualTo(1);
            future.complete(new Completion(Completion.Kind.TIMED_OUT, 0));
            awaitTold(ring, 1);
            assertThat(told).containsExactly("next WOKEN 0");
            assertThat(ring.pending()).isZero();
        }
    }

    private int wakeUntil(AtomicBoolean over) {
        int counted = 0;
        while (!over.get()) {
            counted += words[0].wakeOne();
        }
        return counted;
    }

    private static boolean bothSeen(Ends ends) {
        return ends.woken() > 0 && ends.cancelled() > 0;
    }
}
