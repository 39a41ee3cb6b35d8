/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.ring.uring.RequiredRings;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Armed sets of virtual threads on the pollers of the ring strategies. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VirtualArmedSetsTest {
    private static final int SETS = 10_000;
    private static final int ROUNDS = 200;

    /** Pollers, the carriers of virtual threads, and what the JDK starts for their timers. */
    private static final int FEW_THREADS = 40;

    @BeforeEach
    void needRings() {
        RequiredRings.assume();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ring-armed", "ring-cancel", "ring-waitv"})
    void idleSetsTakeNoThreadEach(String strategy) throws Exception {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = WaitAny.open(strategy)) {
            long before = platformThreads();
            FutexWord[] words = new FutexWord[SETS];
            CountDownLatch idle = new CountDownLatch(SETS);
            AtomicInteger woken = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < SETS; i++) {
                FutexWord word = FutexWord.allocate(arena);
                words[i] = word;
                threads.add(
                        Thread.startVirtualThread(
                                () -> {
                                    try (ArmedSet armed = waitAny.arm(WaitSet.of(word))) {
                                        armed.await(Deadline.after(Duration.ofMillis(1)));
                                        idle.countDown();
                                        WaitResult result = armed.await(Deadline.never());
                                        if (result.kind() == WaitResult.Kind.WOKEN) {
                                            woken.incrementAndGet();
                                        }
                                    } catch (InterruptedException e) {
                                        throw new AssertionError(e);
                                    }
                                }));
            }
            idle.await();
            for (FutexWord word : words) {
                untilWaiting(word);
            }
            assertThat(platformThreads() - before).isLessThan(FEW_THREADS);
            for (FutexWord word : words) {
                assertThat(word.wakeOne()).isEqualTo(1);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(woken).hasValue(SETS);
        }
    }

    @Test
    void wordsStayQueuedBetweenCallsAndTheWakesAreDelivered() {
        onVirtualThread(
                (waitAny, arena) -> {
                    FutexWord[] words = words(arena, 3);
                    try (ArmedSet armed = waitAny.arm(WaitSet.of(words))) {
                        assertThat(armed.await(Deadline.now()).kind())
                                .isEqualTo(WaitResult.Kind.TIMED_OUT);
                        for (int i = 0; i < ROUNDS; i++) {
                            assertThat(words[2].wakeOne()).as("round %d", i).isEqualTo(1);
                            assertThat(words[0].wakeOne()).isEqualTo(1);
                            assertThat(words[0].wakeOne()).isZero();
                            assertThat(armed.await(Deadline.never()).index()).isEqualTo(2);
                            assertThat(armed.await(new int[3], Deadline.never())).isEqualTo(1);
                            armed.rearm(2, 0);
                            armed.rearm(0, 0);
                            assertThat(armed.await(Deadline.now()).kind())
                                    .isEqualTo(WaitResult.Kind.TIMED_OUT);
                        }
                    }
                    for (FutexWord word : words) {
                        assertThat(word.wakeOne()).isZero();
                    }
                });
    }

    @Test
    void undeliveredWakeIsForwardedWhenAnotherThreadCloses() {
        onVirtualThread(
                (waitAny, arena) -> {
                    FutexWord[] words = words(arena, 2);
                    for (int i = 0; i < ROUNDS; i++) {
                        ArmedSet armed = waitAny.arm(WaitSet.of(words));
                        armed.await(Deadline.now());
                        assertThat(words[1].wakeOne()).isEqualTo(1);
                        CompletableFuture<WaitResult> other =
                                waitAny.awaitAsync(WaitSet.of(words[1]), Deadline.never());
                        untilWaiting(words[1]);
                        CompletableFuture.runAsync(armed::close).join();
                        assertThat(other.join().kind()).isEqualTo(WaitResult.Kind.WOKEN);
                        assertThat(Futex.waiters(words[0].segment(), false)).isZero();
                    }
                });
    }

    @Test
    void closeThatRacesWithWakesLosesNone() {
        onVirtualThread(
                (waitAny, arena) -> {
                    FutexWord word = FutexWord.allocate(arena);
                    WaitSet set = WaitSet.of(word);
                    for (int i = 0; i < 10 * ROUNDS; i++) {
                        ArmedSet armed = waitAny.arm(set);
                        armed.await(Deadline.now());
                        CompletableFuture<WaitResult> other =
                                waitAny.awaitAsync(WaitSet.of(word), Deadline.never());
                        while (Futex.waiters(word.segment(), false) < 2) {
                            Thread.onSpinWait();
                        }
                        Thread waker = Thread.ofPlatform().start(word::wakeOne);
                        armed.close();
                        assertThat(other.join().kind()).isEqualTo(WaitResult.Kind.WOKEN);
                        waker.join();
                    }
                });
    }

    @Test
    void interruptAtAnyMomentEndsTheCallAndLosesNoWake() {
        onVirtualThread(
                (waitAny, arena) -> {
                    FutexWord word = FutexWord.allocate(arena);
                    Thread waiter = Thread.currentThread();
                    int woken = 0;
                    try (ArmedSet armed = waitAny.arm(WaitSet.of(word))) {
                        armed.await(Deadline.now());
                        for (int i = 0; i < 10 * ROUNDS; i++) {
                            long at =
                                    System.nanoTime() + ThreadLocalRandom.current().nextInt(60_000);
                            Thread other =
                                    Thread.ofPlatform()
                                            .start(
                                                    () -> {
                                                        while (System.nanoTime() < at) {
                                                            Thread.onSpinWait();
                                                        }
                                                        waiter.interrupt();
                                                        word.wakeOne();
                                                    });
                            if (!isInterrupted(armed)) {
                                woken++;
                                armed.rearm(0, 0);
                            }
                            join(other);
                            Thread.interrupted();
                            if (armed.await(Deadline.now()).isReady()) { // arms, or delivers
                                woken++;
                                armed.rearm(0, 0);
                                armed.await(Deadline.now());
                            }
                            assertThat(woken).as("after round %d", i).isEqualTo(i + 1);
                        }
                    }
                });
    }

    @Test
    void wordsAreAddedAndRemovedWhileOthersStay() {
        onVirtualThread(
                (waitAny, arena) -> {
                    FutexWord[] words = words(arena, 40);
                    try (ArmedSet armed = waitAny.arm(WaitSet.of(words[0]))) {
                        for (int i = 1; i < words.length; i++) {
                            assertThat(armed.add(words[i], 0)).isEqualTo(i);
                        }
                        armed.await(Deadline.now());
                        assertThat(words[7].wakeOne()).isEqualTo(1);
                        for (int i = 0; i < words.length; i++) {
                            Thread.currentThread().interrupt();
                            armed.remove(i); // which forwards the wake of word 7
                            assertThat(Thread.interrupted()).isTrue();
                            assertThat(Futex.waiters(words[i].segment(), false)).isZero();
                        }
                        assertThatIllegalStateException()
                                .isThrownBy(() -> armed.await(Deadline.now()))
                                .withMessageContaining("no word");
                        assertThat(armed.add(words[7], 0)).isZero();
                        assertThat(armed.await(Deadline.now()).kind())
                                .isEqualTo(WaitResult.Kind.TIMED_OUT);
                        assertThat(words[7].wakeOne()).isEqualTo(1);
                        assertThat(armed.await(Deadline.never()).index()).isZero();
                    }
                });
    }

    @Test
    void deadlinesOfBothClocksEndTheCall() {
        onVirtualThread(
                (waitAny, arena) -> {
                    try (ArmedSet armed = waitAny.arm(WaitSet.of(words(arena, 2)))) {
                        Instant instant = Instant.now().plusMillis(30);
                        assertThat(armed.await(Deadline.atTime(instant)).kind())
                                .isEqualTo(WaitResult.Kind.TIMED_OUT);
                        assertThat(Instant.now()).isAfterOrEqualTo(instant);
                        long begin = System.nanoTime();
                        armed.await(Deadline.after(Duration.ofMillis(30)));
                        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(30_000_000);
                    }
                });
    }

    @Test
    void closingTheWaitAnyEndsBlockedAndIdleSets() throws Exception {
        try (Arena arena = Arena.ofShared()) {
            WaitAny waitAny = WaitAny.open("ring-armed");
            FutexWord[] words = words(arena, 200);
            AtomicLong ended = new AtomicLong();
            List<Thread> threads = new ArrayList<>();
            for (FutexWord word : words) {
                threads.add(
                        Thread.startVirtualThread(
                                () -> {
                                    ArmedSet armed = waitAny.arm(WaitSet.of(word));
                                    assertThatExceptionOfType(
                                                    dev.waitany.WaitAnyClosedException.class)
                                            .isThrownBy(() -> armed.await(Deadline.never()));
                                    ended.incrementAndGet();
                                }));
                untilWaiting(word);
            }
            waitAny.close();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(ended).hasValue(words.length);
            for (FutexWord word : words) {
                assertThat(Futex.waiters(word.segment(), false)).isZero();
            }
        }
    }

    @Test
    @SuppressWarnings("MustBeClosed") // closed half-way, in both cases
    void arenaOfAnIdleSetStaysOpenOrItsWakeIsPassedOn() {
        onVirtualThread(
                (waitAny, _) -> {
                    Arena own = Arena.ofShared();
                    ArmedSet armed = waitAny.arm(WaitSet.of(words(own, 2)));
                    armed.await(Deadline.now());
                    boolean refused = false;
                    try {
                        own.close();
                    } catch (IllegalStateException held) {
                        refused = true;
                    }
                    if (refused) {
                        armed.close();
                        own.close();
                    } else {
                        assertThatIllegalStateException().isThrownBy(armed::close);
                    }
                });
    }

    private interface Work {
        void run(WaitAny waitAny, Arena arena) throws Exception;
    }

    private static void onVirtualThread(Work work) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = WaitAny.open("ring-armed")) {
            Thread.startVirtualThread(
                    () -> {
                        try {
                            work.run(waitAny, arena);
                            end.complete(null);
                        } catch (Throwable failure) {
                            end.completeExceptionally(failure);
                        }
                    });
            end.join();
        }
    }

    /** Waits, and returns whether an interrupt ended that. */
    private static boolean isInterrupted(ArmedSet armed) {
        try {
            armed.await(Deadline.never());
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static long platformThreads() throws Exception {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.count();
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static FutexWord[] words(Arena arena, int count) {
        FutexWord[] words = new FutexWord[count];
        for (int i = 0; i < count; i++) {
            words[i] = FutexWord.allocate(arena);
        }
        return words;
    }

    private static void untilWaiting(FutexWord word) {
        long begin = System.nanoTime();
        while (Futex.waiters(word.segment(), false) == 0) {
            assertThat(System.nanoTime() - begin).as("nobody waits").isLessThan(30_000_000_000L);
            LockSupport.parkNanos(20_000);
        }
    }
}
