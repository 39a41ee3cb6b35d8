/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FutexTest {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment word = arena.allocate(ValueLayout.JAVA_INT);
    private final CallState state = CallState.allocate();

    @AfterEach
    void free() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    @Test
    void awaitOfAnotherValueAnswersAgain() {
        assertThat(await(1, null, Clock.MONOTONIC)).isEqualTo(-Errno.EAGAIN);
    }

    @Test
    void awaitEndsAtItsDeadlineOnBothClocksAndNotBefore() {
        long point = System.nanoTime() + 2_000_000;
        assertThat(await(0, new Timespec(arena).set(point), Clock.MONOTONIC))
                .isEqualTo(-Errno.ETIMEDOUT);
        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(point);
        Instant time = Instant.now().plusMillis(2);
        long nanos = time.getEpochSecond() * 1_000_000_000 + time.getNano();
        assertThat(await(0, new Timespec(arena).set(nanos), Clock.REALTIME))
                .isEqualTo(-Errno.ETIMEDOUT);
        assertThat(Instant.now()).isAfterOrEqualTo(time);
    }

    @Test
    void waitersCountsWhoIsQueuedAndWakesNobody() throws InterruptedException {
        assertThat(Futex.waiters(word, false)).isZero();
        int[] result = {1};
        Thread waiter =
                Thread.ofPlatform().start(() -> result[0] = await(0, null, Clock.MONOTONIC));
        while (Futex.waiters(word, false) != 1) {
            Thread.onSpinWait();
        }
        assertThat(Futex.waiters(word, false)).as("asked again").isEqualTo(1);
        assertThat(Futex.waiters(word, true)).as("shared waiters of a private word").isZero();
        assertThat(Futex.wake(word, 1, Futex.ANY_BIT, true)).as("a shared wake").isZero();
        assertThat(Futex.wake(word, 1, Futex.ANY_BIT, false)).isEqualTo(1);
        waiter.join();
        assertThat(result[0]).isZero();
    }

    @Test
    void requeuedWaiterIsWokenOnlyOnTheOtherWord() throws InterruptedException {
        MemorySegment other = arena.allocate(ValueLayout.JAVA_INT);
        assertThat(Futex.requeueOne(state, word, 0, other)).as("no waiter to requeue").isZero();
        assertThat(Futex.requeueOne(state, word, 1, other)).isEqualTo(-Errno.EAGAIN);
        int[] result = {1};
        Thread waiter =
                Thread.ofPlatform().start(() -> result[0] = await(0, null, Clock.MONOTONIC));
        while (Futex.waiters(word, false) != 1) {
            Thread.onSpinWait();
        }
        assertThat(Futex.requeueOne(CallState.allocate(), word, 0, other)).isEqualTo(1);
        assertThat(Futex.wake(word, 1, Futex.ANY_BIT, false)).isZero();
        assertThat(Futex.wake(other, 1, Futex.ANY_BIT, false)).isEqualTo(1);
        waiter.join();
        assertThat(result[0]).isZero();
    }

    @Test
    void closedArenaIsRefusedByTheLinker() {
        arena.close();
        assertThatThrownBy(() -> Futex.wake(word, 1, Futex.ANY_BIT, false))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void misalignedWordAnswersInvalid() {
        MemorySegment odd = arena.allocate(8, 8).asSlice(1, 4);
        assertThat(Futex.wake(odd, 1, Futex.ANY_BIT, false)).isEqualTo(-Errno.EINVAL);
    }

    @Test
    void nanoTimeIsTheMonotonicClockOfDeadlines() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) { // not every wait is in time on a busy machine
            long before = System.nanoTime();
            assertThat(await(0, new Timespec(arena).set(before + 1_000_000), Clock.MONOTONIC))
                    .isEqualTo(-Errno.ETIMEDOUT);
            least = Math.min(least, System.nanoTime() - before);
        }
        assertThat(least)
                .as("ns; far more or less if the clocks differed")
                .isBetween(1_000_000L, 2_000_000_000L);
    }

    @Test
    void errnoHasANameWhetherNegatedOrNot() {
        assertThat(Errno.name(-Errno.EAGAIN)).isEqualTo("EAGAIN");
        assertThat(Errno.name(Errno.ECANCELED)).isEqualTo("ECANCELED");
        assertThat(Errno.name(-4095)).isEqualTo("errno 4095");
    }

    private int await(int expected, @Nullable Timespec deadline, Clock clock) {
        return Futex.await(state, word, expected, Futex.ANY_BIT, false, deadline, clock);
    }
}
