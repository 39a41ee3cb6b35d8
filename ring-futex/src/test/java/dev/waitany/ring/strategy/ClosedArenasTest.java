/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.linux.uapi.futex_waitv;
import dev.waitany.ring.entries.VectoredEntries;
import dev.waitany.ring.uring.GatedCalls;
import dev.waitany.ring.uring.RawWaiters;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.Backend;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Arenas that are closed at the one moment when nothing can refuse it: while the waiting thread
 * runs Java code. The memory of the words stays, as that of their next owner.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosedArenasTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @SuppressWarnings("ImmutableEnumChecker") // backends are opened anew by each test
    enum Tried {
        CANCEL(RingCancelBackend::new),
        ARMED(RingArmedBackend::new),
        WAITV(RingWaitvBackend::new);

        final Function<RingCalls, Backend> open;

        Tried(Function<RingCalls, Backend> open) {
            this.open = open;
        }
    }

    private final Arena arena = Arena.ofShared();
    private final Arena early = Arena.ofShared();
    private final FutexWord owned = FutexWord.allocate(arena);
    private final FutexWord other = FutexWord.allocate(arena);

    /**
     * The same word, in an arena that is closed too early. The structure's accessor is used because
     * only the module of the bindings may make a segment of an address.
     */
    private final FutexWord stale =
            FutexWord.of(
                    futex_waitv
                            .reinterpret(MemorySegment.ofAddress(owned.address()), early, _ -> {})
                            .asSlice(0, Integer.BYTES),
                    0,
                    Sharing.PRIVATE);

    private final GatedCalls calls = new GatedCalls();

    @BeforeAll
    static void needsRings() {
        RequiredRings.assume();
    }

    @AfterEach
    void free() {
        arena.close();
    }

    @ParameterizedTest
    @EnumSource
    void waitThatIsRefusedLeavesNothingForTheNextOne(Tried tried) throws Exception {
        try (WaitAny any = open(tried)) {
            AtomicBoolean once = new AtomicBoolean(true);
            calls.beforeEnter(
                    () -> {
                        if (once.getAndSet(false)) {
                            early.close();
                        }
                    });
            assertThatThrownBy(() -> any.await(WaitSet.of(stale, other), Deadline.after(LONG)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(waiters(owned) + waiters(other)).isZero();
            Duration shortly = Duration.ofMillis(20);
            assertThat(any.await(WaitSet.of(owned), Deadline.after(shortly)).kind())
                    .isEqualTo(WaitResult.Kind.TIMED_OUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pendingWaitIsCancelledAndItsWakePassedOn(Tried tried) throws Exception {
        try (WaitAny any = open(tried)) {
            CompletableFuture<WaitResult> pending =
                    any.awaitAsync(WaitSet.of(stale), Deadline.never());
            until(() -> waiters(owned) == 1);
            CountDownLatch atTheGate = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            calls.beforeEnter(
                    () -> {
                        atTheGate.countDown();
                        awaitUninterrupted(gate);
                    });
            CompletableFuture<WaitResult> neighbour =
                    any.awaitAsync(WaitSet.of(other), Deadline.never());
            atTheGate.await(); // the poller runs Java code
            early.close();
            try (RawWaiters next = RawWaiters.on(owned)) {
                until(() -> waiters(owned) == 1 + RawWaiters.COUNT);
                assertThat(owned.wakeOne()).isEqualTo(1);
                assertThat(next.woken()).as("woken before the stale wait").isZero();
                gate.countDown();
                until(() -> next.woken() > 0);
                until(pending::isDone);
                until(next::areAlone);
            }
            until(() -> waiters(other) == 1);
            other.wakeOne();
            assertThat(neighbour.get().kind()).isEqualTo(WaitResult.Kind.WOKEN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pendingWaitIsTakenOffItsWordThoughNobodyWakesIt(Tried tried) throws Exception {
        try (WaitAny any = open(tried)) {
            CompletableFuture<WaitResult> pending =
                    any.awaitAsync(WaitSet.of(stale), Deadline.never());
            until(() -> waiters(owned) == 1);
            AtomicBoolean once = new AtomicBoolean(true);
            calls.beforeEnter(
                    () -> {
                        if (once.getAndSet(false)) {
                            early.close();
                        }
                    });
            CompletableFuture<WaitResult> neighbour =
                    any.awaitAsync(WaitSet.of(other), Deadline.never());
            until(pending::isDone);
            assertThat(pending.exceptionNow()).hasMessageContaining("closed");
            assertThat(waiters(owned)).isZero();
            until(() -> waiters(other) == 1);
            other.wakeOne();
            assertThat(neighbour.get().kind()).isEqualTo(WaitResult.Kind.WOKEN);
        }
    }

    @Test
    void armedWordIsTakenOffAndItsWakePassedOn() throws Exception {
        try (WaitAny any = open(Tried.ARMED);
                ArmedSet armed = any.arm(WaitSet.of(stale, other))) {
            Duration shortly = Duration.ofMillis(1);
            assertThat(armed.await(Deadline.after(shortly)).kind())
                    .isEqualTo(WaitResult.Kind.TIMED_OUT);
            early.close();
            try (RawWaiters next = RawWaiters.on(owned)) {
                until(() -> waiters(owned) == 1 + RawWaiters.COUNT);
                assertThatThrownBy(() -> armed.await(Deadline.after(LONG)))
                        .isInstanceOf(IllegalStateException.class);
                until(next::areAlone);
            }
            armed.remove(0);
            other.wakeOne();
            assertThat(armed.await(Deadline.after(LONG)).index()).isEqualTo(1);
        }
    }

    @Test
    void wordOfAClosedArenaMayHaveBeenWoken() {
        try (Arena own = Arena.ofShared()) {
            VectoredEntries form = new VectoredEntries(own);
            SurplusWakes surplus = new SurplusWakes();
            WaitSet set = WaitSet.of(other, stale);
            early.close();
            form.infer(set, -1, surplus);
            assertThat(surplus.count()).isEqualTo(1);
            assertThat(surplus.get(0)).isEqualTo(1);
        }
    }

    private WaitAny open(Tried tried) {
        return StrategyAccess.open("gated", tried.open.apply(calls));
    }

    private static int waiters(FutexWord word) {
        return Futex.waiters(word.segment(), false);
    }

    private static void awaitUninterrupted(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        Deadline limit = Deadline.after(LONG);
        while (!condition.getAsBoolean()) {
            assertThat(limit.hasPassed()).as("not in time").isFalse();
            Thread.onSpinWait();
        }
    }
}
