/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A wait that ends with the lock held: what takes it, what gives up, and that no wake is lost. */
class RingLockTest extends FutexRingFixture {
    private static final Duration SHORT = Duration.ofMillis(5);

    private final RingLock lock = RingLock.of(words[0]);

    @Test
    void freeLockIsTakenAndFreedOnce() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Acquire acquire = ring.acquire(lock, noting("acquire"));
            assertThat(lock.isLocked()).as("queued, and not taken yet").isFalse();
            awaitTold(ring, 1);
            assertThat(told).containsExactly("acquire ACQUIRED 0");
            assertThat(words[0].get()).as("nobody else waits").isEqualTo(RingLock.LOCKED);
            assertThat(acquire.isHeld()).isTrue();
            assertThat(lock.tryLock()).isFalse();
            acquire.unlock();
            assertThat(words[0].get()).isEqualTo(RingLock.FREE);
            assertThatThrownBy(acquire::unlock)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not hold");
            assertThatThrownBy(lock::unlock)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is not locked");
        }
    }

    @Test
    void unlockHandsItToWhoWaits() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            assertThat(lock.tryLock()).isTrue();
            Acquire first = ring.acquire(lock, noting("first"));
            Acquire second = ring.acquire(lock, noting("second"));
            untilQueued(ring, 2);
            assertThat(words[0].get()).isEqualTo(RingLock.CONTENDED);
            lock.unlock();
            awaitTold(ring, 1);
            assertThat(told).containsExactly("first ACQUIRED 0");
            assertThat(second.isHeld()).isFalse();
            first.unlock();
            awaitTold(ring, 2);
            assertThat(told).containsExactly("first ACQUIRED 0", "second ACQUIRED 0");
            second.unlock();
            assertThat(lock.isLocked()).isFalse();
        }
    }

    /** What a link alone cannot promise. */
    @Test
    void dependentsRunWhenTheLockIsHeldAndNotWhenAWakeWasForNothing() throws Exception {
        assertThat(lock.tryLock()).isTrue();
        try (FutexRing ring = FutexRing.open();
                FutexRing other = FutexRing.open()) {
            other.wait(words[1], 0, ended -> told.add("other " + ended.kind()));
            other.submit();
            Operation dependent = Operation.wake(words[1], 1).onCompletion(noting("dependent"));
            ring.queue(
                    lock.acquire().whenHeld(Chain.of(dependent)).onCompletion(noting("acquire")));
            Operation linked = Operation.wake(words[2], 1).onCompletion(noting("linked"));
            untilQueued(ring, 1);
            ring.queue(Chain.of(Operation.wait(words[0], RingLock.CONTENDED)).link(linked));
            untilQueued(ring, 2);
            assertThat(words[0].wakeAll()).as("of a lock that is held").isEqualTo(2);
            while (ring.pending() > 1) {
                ring.await(soon());
            }
            assertThat(told).as("the link went on").containsExactly("linked WOKEN 0");
            untilQueued(ring, 1);
            lock.unlock();
            awaitTold(ring, 3);
            assertThat(told)
                    .containsExactly("linked WOKEN 0", "acquire ACQUIRED 0", "dependent WOKEN 1");
            assertThat(other.await(soon())).isEqualTo(1);
        }
    }

    @Test
    void newcomerMayTakeItBeforeAWaiterThatWasWoken() throws Exception {
        assertThat(lock.tryLock()).isTrue();
        try (FutexRing ring = FutexRing.open()) {
            ring.acquire(lock, noting("acquire"));
            untilQueued(ring, 1);
            lock.unlock();
            assertThat(lock.tryLock()).as("a newcomer").isTrue();
            assertThat(ring.poll()).as("lost to it").isZero();
            untilQueued(ring, 1);
            assertThat(words[0].get()).as("marked for it").isEqualTo(RingLock.CONTENDED);
            lock.unlock();
            awaitTold(ring, 1);
            assertThat(told).containsExactly("acquire ACQUIRED 0");
        }
    }

    @Test
    void cancelledAndTimedOutAcquiresDoNotHoldIt() throws Exception {
        assertThat(lock.tryLock()).isTrue();
        try (FutexRing ring = FutexRing.open()) {
            Acquire cancelled = ring.acquire(lock, noting("cancelled"));
            untilQueued(ring, 1);
            assertThat(cancelled.cancel()).isTrue();
            awaitTold(ring, 1);
            long begin = System.nanoTime();
            ring.queue(lock.acquire().within(SHORT).onCompletion(noting("timed out")));
            awaitTold(ring, 2);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
            assertThat(told).containsExactly("cancelled CANCELLED 0", "timed out TIMED_OUT 0");
            lock.unlock();
            ring.queue(cancelled);
            awaitTold(ring, 3);
            assertThat(told).last().isEqualTo("cancelled ACQUIRED 0");
        }
    }

    /** Each wake for nothing begins another wait; the limit is for all of them. */
    @Test
    void limitHoldsOverManyWaits() throws Exception {
        assertThat(lock.tryLock()).isTrue();
        int wakes = 0;
        while (wakes == 0) { // this thread may not run before the limit has passed
            wakes = wakeForNothingUntilTheLimit(Duration.ofMillis(50));
        }
    }

    /** Returns the number of wakes that an acquire has survived. */
    private int wakeForNothingUntilTheLimit(Duration limit) throws Exception {
        int wakes = 0;
        told.clear();
        try (FutexRing ring = FutexRing.open()) {
            long begin = System.nanoTime();
            ring.queue(lock.acquire().within(limit).onCompletion(noting("acquire")));
            while (told.isEmpty()) {
                ring.await(Deadline.after(Duration.ofMillis(1)));
                wakes += words[0].wakeOne();
            }
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(limit.toNanos());
            assertThat(told).containsExactly("acquire TIMED_OUT 0");
        }
        return wakes;
    }

    @Test
    void cancelAfterTheWakeIsTooLateAndTheLockIsHeld() throws Exception {
        assertThat(lock.tryLock()).isTrue();
        try (FutexRing ring = FutexRing.open()) {
            Acquire acquire = ring.acquire(lock, noting("acquire"));
            untilQueued(ring, 1);
            lock.unlock();
            assertThat(acquire.cancel()).isTrue();
            awaitTold(ring, 1);
            assertThat(told).containsExactly("acquire ACQUIRED 0");
        }
    }

    @Test
    void cancelOfAWokenAcquireThatLostTheLockForgetsNoWaiter() throws Exception {
        assertThat(lock.tryLock()).isTrue();
        try (FutexRing ring = FutexRing.open()) {
            Acquire first = ring.acquire(lock, noting("first"));
            ring.acquire(lock, noting("second"));
            untilQueued(ring, 2);
            lock.unlock(); // wakes the first
            assertThat(lock.tryLock()).isTrue(); // and it is lost, unmarked
            first.cancel();
            awaitTold(ring, 1);
            assertThat(told).containsExactly("first CANCELLED 0");
            lock.unlock();
            awaitTold(ring, 2);
            assertThat(told).last().isEqualTo("second ACQUIRED 0");
        }
    }

    @Test
    void wakeThatAClosingRingTookGoesToTheNext() throws Exception {
        assertThat(lock.tryLock()).isTrue();
        try (FutexRing next = FutexRing.open()) {
            try (FutexRing closing = FutexRing.open()) {
                closing.acquire(lock, noting("closed"));
                untilQueued(closing, 1);
                next.acquire(lock, noting("next"));
                untilQueued(next, 2);
                lock.unlock();
            }
            assertThat(told).containsExactly("closed CANCELLED 0");
            awaitTold(next, 2);
            assertThat(told).last().isEqualTo("next ACQUIRED 0");
        }
    }

    @Test
    void lockThatAFutureDoesNotWantAnyMoreIsFreed() throws Exception {
        assertThat(lock.tryLock()).isTrue();
        try (FutexRing ring = FutexRing.open()) {
            CompletableFuture<Completion> future = ring.queue(lock.acquire()).future();
            untilQueued(ring, 1);
            lock.unlock();
            future.completeExceptionally(new IllegalStateException("of no use any more"));
            while (ring.pending() > 0) {
                ring.await(soon());
            }
            assertThat(lock.isLocked()).isFalse();
        }
    }

    /** Until the ring's acquires wait in the kernel, and there are so many waiters in all. */
    private void untilQueued(FutexRing ring, int waiters) {
        until(
                () -> {
                    ring.poll();
                    ring.submit();
                    return waiters(words[0]) == waiters;
                },
                waiters + " waiters on the lock");
    }
}
