/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.SystemCallCount;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waits, wakes and vectored waits, each answered once. */
class FutexRingTest extends FutexRingFixture {
    @ParameterizedTest
    @EnumSource(Delivery.class)
    void waitEndsWhenAnotherThreadWakesItsWord(Delivery delivery) throws Exception {
        try (FutexRing ring = FutexRing.open(8, delivery)) {
            Operation wait = ring.wait(words[0], 0, noting("wait"));
            TestThread<Integer> waker =
                    TestThread.start(
                            () -> {
                                untilWaiters(words[0], 1);
                                return words[0].wakeOne();
                            });
            assertThat(wait.state()).isEqualTo(Operation.State.PENDING);
            assertThat(ring.await(soon())).isEqualTo(1);
            assertThat(told).containsExactly("wait WOKEN 0");
            assertThat(wait.state()).isEqualTo(Operation.State.DONE);
            assertThat(waker.join()).isEqualTo(1);
            assertThat(ring.pending()).isZero();
        }
    }

    @Test
    void nothingReachesTheKernelBeforeSubmitAndThenAllDoByOneCall() {
        try (FutexRing ring = FutexRing.open()) {
            for (int i = 0; i < 4; i++) {
                ring.wait(words[i], 0, noting("wait " + i));
            }
            assertThat(waiters(words[0])).isZero();
            long before = SystemCallCount.sum();
            assertThat(ring.submit()).isEqualTo(4);
            assertThat(SystemCallCount.sum() - before).isEqualTo(1);
            assertThat(waiters(words[0])).isEqualTo(1);
            assertThat(waiters(words[3])).isEqualTo(1);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void changedWordEndsItsWaitAndLeavesTheOthers() {
        words[1].set(7);
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(words[0], 0, noting("unchanged"));
            ring.wait(words[1], 6, noting("changed"));
            assertThat(ring.poll()).isEqualTo(1);
            assertThat(told).containsExactly("changed CHANGED 0");
            assertThat(waiters(words[0])).isEqualTo(1);
            assertThat(ring.pending()).isEqualTo(1);
        }
    }

    @Test
    void wakeCountsItsWaitersAndTakesZeroForNone() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            for (int i = 0; i < 3; i++) {
                ring.wait(words[0], 0, noting("wait " + i));
            }
            ring.wake(words[0], 0, noting("none"));
            ring.wake(words[0], 2, noting("two"));
            ring.wake(words[0], Integer.MAX_VALUE, noting("rest"));
            awaitTold(ring, 6);
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "none WOKEN 0",
                            "two WOKEN 2",
                            "rest WOKEN 1",
                            "wait 0 WOKEN 0",
                            "wait 1 WOKEN 0",
                            "wait 2 WOKEN 0");
        }
    }

    @Test
    void bitsetsMustMeet() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(words[0], 0, 0b01, noting("first"));
            ring.wait(words[0], 0, 0b10, noting("second"));
            ring.wake(words[0], 8, 0b10, noting("wake"));
            awaitTold(ring, 2);
            assertThat(told).containsExactlyInAnyOrder("wake WOKEN 1", "second WOKEN 0");
        }
    }

    @Test
    void vectoredWaitNamesTheWokenWordAndTheChangedOne() throws Exception {
        WaitSet set = WaitSet.of(words);
        try (FutexRing ring = FutexRing.open(8, Delivery.PROMPT)) {
            Operation any = ring.waitAny(set, noting("any"));
            ring.submit();
            assertThat(words[5].wakeOne()).isEqualTo(1);
            awaitTold(ring, 1);
            words[3].set(1);
            ring.queue(any);
            awaitTold(ring, 2);
            set.refresh();
            ring.queue(any);
            ring.submit();
            assertThat(waiters(words[7])).isEqualTo(1);
            assertThat(told).containsExactly("any WOKEN 5", "any CHANGED 3");
        }
        assertThat(told).last().isEqualTo("any CANCELLED 0");
    }

    @Test
    void arraysOfVectoredWaitsAreKeptApartUntilTheyAreTaken() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.waitAny(WaitSet.of(words[0], words[1]), noting("first"));
            ring.waitAny(WaitSet.of(words[2], words[3]), noting("second"));
            ring.submit();
            assertThat(words[1].wakeOne()).isEqualTo(1);
            assertThat(words[2].wakeOne()).isEqualTo(1);
            awaitTold(ring, 2);
            assertThat(told).containsExactlyInAnyOrder("first WOKEN 1", "second WOKEN 0");
        }
    }

    @Test
    void fullQueueIsHandedOverByItself() throws Exception {
        try (FutexRing ring = FutexRing.open(2, Delivery.DEFERRED)) {
            for (int i = 0; i < 8; i++) {
                ring.wait(words[i], 0, noting("" + i));
            }
            assertThat(waiters(words[5])).isEqualTo(1);
            assertThat(waiters(words[6])).as("the last two are queued").isZero();
            ring.submit();
            assertThat(waiters(words[7])).isEqualTo(1);
            assertThat(ring.pending()).isEqualTo(8);
        }
    }

    @Test
    void operationIsQueuedAgainAndAgainWithOtherExpectations() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = Operation.wait(words[0], 0).onCompletion(noting("wait"));
            for (int value = 0; value < 3; value++) {
                words[0].set(value);
                ring.queue(wait.expect(value));
                ring.submit();
                assertThat(words[0].wakeOne()).isEqualTo(1);
                awaitTold(ring, value + 1);
            }
            assertThat(told).containsOnly("wait WOKEN 0").hasSize(3);
        }
    }

    @Test
    void listenerMayQueueMore() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(
                    words[0],
                    1,
                    ended -> {
                        told.add("first " + ended.kind());
                        ring.wake(words[1], 1, noting("second"));
                    });
            awaitTold(ring, 2);
            assertThat(told).containsExactly("first CHANGED", "second WOKEN 0");
        }
    }

    @Test
    void futureSaysHowTheRoundEnded() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = Operation.wait(words[0], 0);
            var first = wait.future();
            ring.queue(wait);
            ring.submit();
            assertThat(first).isNotDone();
            words[0].wakeOne();
            ring.await(soon());
            assertThat(first).isCompletedWithValue(new Completion(Completion.Kind.WOKEN, 0));
            assertThat(wait.future()).as("of the round that has ended").isSameAs(first);
            words[0].set(1);
            var second = ring.queue(wait).future();
            assertThat(second).isNotSameAs(first);
            ring.await(soon());
            assertThat(second.join().kind()).isEqualTo(Completion.Kind.CHANGED);
        }
    }

    @Test
    void awaitEndsAtItsDeadlineOnEitherClockAndNotBefore() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(words[0], 0, noting("wait"));
            long begin = System.nanoTime();
            assertThat(ring.await(Deadline.after(Duration.ofMillis(30)))).isZero();
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(30_000_000);
            Instant until = Instant.now().plusMillis(150);
            assertThat(ring.await(Deadline.atTime(until))).isZero();
            assertThat(Instant.now()).isAfterOrEqualTo(until);
            assertThat(ring.await(Deadline.now())).isZero();
            words[0].wakeOne();
            assertThat(ring.await(Deadline.now())).as("ended already").isEqualTo(1);
        }
    }

    @Test
    void awaitOfNothingIsRefusedAndPollIsNot() {
        try (FutexRing ring = FutexRing.open()) {
            assertThat(ring.poll()).isZero();
            assertThatThrownBy(() -> ring.await(Deadline.never()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no operation is pending");
        }
    }

    @Test
    void manyMoreOperationsThanEntriesArePendingAndAllAreAnsweredOnce() throws Exception {
        int count = 5_000;
        int[] answers = new int[count];
        try (FutexRing ring = FutexRing.open(4, Delivery.DEFERRED)) {
            FutexWord[] many = new FutexWord[count];
            for (int i = 0; i < count; i++) {
                int place = i;
                many[i] = FutexWord.allocate(arena);
                ring.wait(many[i], 0, ended -> answers[place]++);
            }
            ring.submit();
            for (FutexWord word : many) {
                assertThat(word.wakeOne()).isEqualTo(1);
            }
            while (ring.pending() > 0) {
                assertThat(ring.await(soon())).isPositive();
            }
        }
        assertThat(answers).containsOnly(1);
    }
}
