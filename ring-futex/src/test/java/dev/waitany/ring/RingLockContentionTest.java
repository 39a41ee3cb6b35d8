/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Many threads, each with a ring, and one lock. A lost wake shows as a thread that hangs. */
class RingLockContentionTest extends FutexRingFixture {
    private static final int THREADS = 4;
    private static final int ROUNDS = 2_000;
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final RingLock lock = RingLock.of(words[0]);
    private int inside; // plain: the lock guards both
    private long entered;
    private final AtomicInteger hadToWait = new AtomicInteger();

    @Test
    void oneAtATimeAndAllComeToTheirTurn() throws Exception {
        assertThat(run(this::acquireOneAfterAnother)).isEqualTo(entered).isPositive();
    }

    @Test
    void cancelsAndTimeoutsLoseNoTurnOfOthers() throws Exception {
        assertThat(run(this::acquireAndGiveUp)).isEqualTo(entered).isPositive();
    }

    private interface Contender {
        long run(int seed) throws InterruptedException;
    }

    /** How often the threads say that they were inside. */
    private long run(Contender contender) throws InterruptedException {
        List<TestThread<Long>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int seed = i;
            threads.add(TestThread.start(() -> contender.run(seed)));
        }
        long sum = 0;
        for (TestThread<Long> thread : threads) {
            sum += thread.join();
        }
        assertThat(hadToWait).as("acquires that found it locked").hasPositiveValue();
        assertThat(lock.isLocked()).isFalse();
        assertThat(waiters(words[0])).isZero();
        return sum;
    }

    private long acquireOneAfterAnother(int seed) throws InterruptedException {
        long count = 0;
        Deadline limit = Deadline.after(LIMIT);
        try (FutexRing ring = FutexRing.open()) {
            Acquire acquire = lock.acquire();
            while (count < ROUNDS && !limit.hasPassed()) {
                ring.queue(acquire);
                awaitEnd(ring, acquire);
                assertThat(acquire.kind()).isEqualTo(Completion.Kind.ACQUIRED);
                enterAndLeave(acquire);
                count++;
            }
        }
        return count;
    }

    private long acquireAndGiveUp(int seed) throws InterruptedException {
        Random random = new Random(seed);
        long count = 0;
        Deadline limit = Deadline.after(LIMIT);
        try (FutexRing ring = FutexRing.open()) {
            for (int i = 0; i < ROUNDS && !limit.hasPassed(); i++) {
                Acquire acquire = lock.acquire();
                boolean patient = random.nextBoolean();
                if (!patient && random.nextBoolean()) {
                    acquire.within(Duration.ofNanos(1 + random.nextInt(200_000)));
                }
                ring.queue(acquire);
                if (!patient && random.nextBoolean()) {
                    ring.poll();
                    acquire.cancel();
                }
                awaitEnd(ring, acquire);
                if (acquire.kind() == Completion.Kind.ACQUIRED) {
                    enterAndLeave(acquire);
                    count++;
                } else {
                    assertThat(patient).as("gave up by itself: %s", acquire.kind()).isFalse();
                }
            }
        }
        return count;
    }

    private void awaitEnd(FutexRing ring, Acquire acquire) throws InterruptedException {
        ring.poll();
        if (acquire.state() == Operation.State.PENDING) {
            hadToWait.incrementAndGet();
        }
        while (acquire.state() == Operation.State.PENDING) {
            assertThat(ring.await(soon())).as("turns come in time").isPositive();
        }
    }

    private void enterAndLeave(Acquire acquire) {
        assertThat(++inside).as("threads inside").isEqualTo(1);
        if (entered++ % 4 == 0) {
            LockSupport.parkNanos(1); // others come while it is held
        }
        inside--;
        acquire.unlock();
    }
}
