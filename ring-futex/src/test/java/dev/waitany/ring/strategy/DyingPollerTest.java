/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.ring.uring.GatedCalls;
import dev.waitany.ring.uring.Leftovers;
import dev.waitany.ring.uring.RawWaiters;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A poller whose rings cannot be entered any more ends. What its armed sets get then. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DyingPollerTest {
    private static final int SETS = 30;
    private static final String NAME = "ring-armed-poller";

    private final Arena arena = Arena.ofShared();
    private final GatedCalls calls = new GatedCalls();
    private final WaitAny any = StrategyAccess.open("dying", new RingArmedBackend(calls));

    @BeforeAll
    static void needsRings() {
        RequiredRings.assume();
    }

    @AfterEach
    void free() {
        any.close();
        FaultInjection.until(() -> Leftovers.of(NAME).isEmpty(), "nothing left", NAME);
        arena.close();
    }

    @Test
    void blockedCallsArmTheirWordsAtTheNextPoller() throws Exception {
        FutexWord[] words = words();
        List<CompletableFuture<WaitResult>> calls = new ArrayList<>();
        for (FutexWord word : words) {
            calls.add(OnVirtualThread.start(() -> armedCall(word)));
        }
        untilQueued(words);
        endPollers();
        untilQueued(words);
        for (int i = 0; i < SETS; i++) {
            assertThat(words[i].wakeOne()).isEqualTo(1);
            assertThat(calls.get(i).get().kind()).isEqualTo(WaitResult.Kind.WOKEN);
        }
    }

    @Test
    void callsOnIdleSetsArmTheirWordsAtTheNextPoller() throws Exception {
        FutexWord[] words = words();
        Phaser idle = new Phaser(SETS + 1);
        List<CompletableFuture<WaitResult>> calls = new ArrayList<>();
        for (FutexWord word : words) {
            calls.add(
                    OnVirtualThread.start(
                            () -> {
                                try (ArmedSet armed = any.arm(WaitSet.of(word))) {
                                    armed.await(Deadline.now());
                                    idle.arriveAndAwaitAdvance();
                                    idle.arriveAndAwaitAdvance();
                                    return armed.await(Deadline.never());
                                }
                            }));
        }
        idle.arriveAndAwaitAdvance();
        endPollers();
        for (FutexWord word : words) {
            assertThat(Futex.waiters(word.segment(), false)).as("of an ended poller").isZero();
        }
        idle.arriveAndAwaitAdvance();
        untilQueued(words);
        for (int i = 0; i < SETS; i++) {
            assertThat(words[i].wakeOne()).isEqualTo(1);
            assertThat(calls.get(i).get().kind()).isEqualTo(WaitResult.Kind.WOKEN);
        }
    }

    @Test
    void closeAndRemoveReturnWhileNoPollerLives() throws Exception {
        FutexWord[] words = words();
        CountDownLatch idle = new CountDownLatch(SETS);
        CountDownLatch dying = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> ends = new ArrayList<>();
        for (int i = 0; i < SETS; i++) {
            FutexWord word = words[i];
            boolean removes = i % 2 == 0;
            ends.add(
                    OnVirtualThread.start(
                            () -> {
                                WaitSet set = WaitSet.of(word, FutexWord.allocate(arena));
                                try (ArmedSet armed = any.arm(set)) {
                                    armed.await(Deadline.now());
                                    idle.countDown();
                                    dying.await();
                                    if (removes) {
                                        armed.remove(0);
                                    }
                                }
                                set.refresh(); // throws if the set is in use
                                return Futex.waiters(word.segment(), false) == 0;
                            }));
        }
        idle.await();
        calls.beforeEnter(DyingPollerTest::fail);
        dying.countDown();
        for (CompletableFuture<Boolean> end : ends) {
            assertThat(end.get()).as("the kernel has nothing").isTrue();
        }
        calls.beforeEnter(() -> {});
        FutexWord word = FutexWord.allocate(arena);
        CompletableFuture<WaitResult> next = OnVirtualThread.start(() -> armedCall(word));
        untilQueued(word);
        word.wakeOne();
        assertThat(next.get().kind()).isEqualTo(WaitResult.Kind.WOKEN);
    }

    @Test
    void wakeThatAnEndingPollerHasConsumedReachesSomebody() throws Exception {
        FutexWord word = FutexWord.allocate(arena);
        CompletableFuture<WaitResult> call = OnVirtualThread.start(() -> armedCall(word));
        untilQueued(word);
        CountDownLatch atTheGate = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        calls.beforeEnter(
                () -> {
                    atTheGate.countDown();
                    await(gate);
                    fail();
                });
        CompletableFuture<WaitResult> visitor =
                any.awaitAsync(WaitSet.of(FutexWord.allocate(arena)), Deadline.never());
        atTheGate.await();
        try (RawWaiters next = RawWaiters.on(word)) {
            FaultInjection.until(() -> next.queued() == 1 + RawWaiters.COUNT, "queued", word);
            assertThat(word.wakeOne()).isEqualTo(1); // the armed set was queued first
            assertThat(next.woken()).isZero();
            gate.countDown();
            FaultInjection.until(() -> call.isDone() || next.woken() > 0, "somebody woken", word);
            FaultInjection.until(visitor::isDone, "the pending wait has failed", visitor);
            calls.beforeEnter(() -> {});
            while (!call.isDone()) { // it was armed again
                word.wakeAll();
            }
        }
        assertThat(call.get().kind()).isEqualTo(WaitResult.Kind.WOKEN);
        assertThat(visitor.exceptionNow()).hasMessageContaining("injected");
    }

    private WaitResult armedCall(FutexWord word) throws InterruptedException {
        try (ArmedSet armed = any.arm(WaitSet.of(word))) {
            return armed.await(Deadline.never());
        }
    }

    /** Lets every enter fail until the present pollers have ended. */
    private void endPollers() {
        List<Thread> present = pollers();
        assertThat(present).isNotEmpty();
        calls.beforeEnter(DyingPollerTest::fail);
        while (present.stream().anyMatch(Thread::isAlive)) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena));
            CompletableFuture<WaitResult> visit =
                    any.awaitAsync(set, Deadline.after(Duration.ofMillis(1)));
            FaultInjection.until(visit::isDone, "a pending wait has failed", visit);
        }
        calls.beforeEnter(() -> {});
    }

    private static List<Thread> pollers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(NAME))
                .toList();
    }

    private static void fail() {
        throw new IllegalStateException("injected");
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private FutexWord[] words() {
        return Stream.generate(() -> FutexWord.allocate(arena))
                .limit(SETS)
                .toArray(FutexWord[]::new);
    }

    private static void untilQueued(FutexWord... words) {
        for (FutexWord word : words) {
            FaultInjection.until(
                    () -> Futex.waiters(word.segment(), false) == 1, "queued on its word", word);
        }
    }
}
