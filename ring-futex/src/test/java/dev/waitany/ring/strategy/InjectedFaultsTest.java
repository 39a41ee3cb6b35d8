/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.ArmedSet;
import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.ring.uring.Fault;
import dev.waitany.ring.uring.FaultyCalls;
import dev.waitany.ring.uring.Leftovers;
import dev.waitany.ring.uring.RawWaiters;
import dev.waitany.ring.uring.RequiredRings;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.WakingThread;
import dev.waitany.spi.Backend;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets each system call of each strategy fail once, at each place, in each way. After each failure:
 *
 * <ul>
 *   <li>every wake that the kernel counted has reached somebody, and no wake was made up,
 *   <li>the kernel holds none of the words,
 *   <li>the thread's next wait works,
 *   <li>no descriptor, mapping or thread is left.
 * </ul>
 *
 * <p>On each word that is woken, raw waiters wait in addition to the wait under test. A wake that
 * the wait forwards reaches a raw waiter, so the sum of both must be what the kernel counted.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InjectedFaultsTest {
    private static final int MOST_CALLS = 200; // of one scenario
    private static final int MOST_TRIES = 2 + Fault.PERSISTENT;
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final AtomicInteger INJECTED = new AtomicInteger();

    /** The strategies, and how many words the scenarios wake. */
    @SuppressWarnings("ImmutableEnumChecker") // each test opens its own backends
    enum Tried {
        CANCEL(RingCancelBackend::new, 2),
        ARMED(RingArmedBackend::new, 2),
        WAITV(RingWaitvBackend::new, 1); // its surplus is inferred from values, which stay

        final Function<RingCalls, Backend> open;
        final int woken;

        Tried(Function<RingCalls, Backend> open, int woken) {
            this.open = open;
            this.woken = woken;
        }
    }

    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words =
            Stream.generate(() -> FutexWord.allocate(arena)).limit(300).toArray(FutexWord[]::new);

    @BeforeAll
    static void needsRings() {
        RequiredRings.assume();
    }

    @AfterAll
    static void report() {
        System.out.println("strategies: " + INJECTED + " faults injected");
    }

    @ParameterizedTest
    @EnumSource
    void blockingWaitsSurviveEveryFault(Tried tried) throws Exception {
        injectEverywhere(tried, any -> blocking(any, 3, Deadline.after(LONG)));
    }

    @ParameterizedTest
    @EnumSource
    void waitsWithRealtimeDeadlinesSurviveEveryFault(Tried tried) throws Exception {
        Deadline far = Deadline.atTime(Instant.now().plusSeconds(3600));
        injectEverywhere(tried, any -> blocking(any, 3, far));
    }

    @ParameterizedTest
    @EnumSource
    void waitsOnManyWordsSurviveEveryFault(Tried tried) throws Exception {
        injectEverywhere(tried, any -> blocking(any, 300, Deadline.after(LONG)));
    }

    @ParameterizedTest
    @EnumSource
    void armedSetsSurviveEveryFault(Tried tried) throws Exception {
        injectEverywhere(tried, this::armed);
    }

    @ParameterizedTest
    @EnumSource
    void pendingWaitsSurviveEveryFault(Tried tried) throws Exception {
        injectEverywhere(tried, this::pending);
    }

    @ParameterizedTest
    @EnumSource
    void waitsGiveUpRingsThatCannotBeEntered(Tried tried) throws Exception {
        persistently(tried, any -> blocking(any, 3, Deadline.after(LONG)));
    }

    @ParameterizedTest
    @EnumSource
    void armedSetsGiveUpRingsThatCannotBeEntered(Tried tried) throws Exception {
        persistently(tried, this::armed);
    }

    @ParameterizedTest
    @EnumSource
    void pollersThatCannotEnterTheirRingsAreReplaced(Tried tried) throws Exception {
        persistently(tried, this::pending);
    }

    /** One scenario: returns how many wakes its wait was told of. */
    private interface Scenario {
        int run(WaitAny any) throws Exception;
    }

    private void injectEverywhere(Tried tried, Scenario scenario) throws Exception {
        injectEverywhere(tried, scenario, Fault.all(), 1);
    }

    /** Every enter fails from some call on, until so many have: the ring cannot be used. */
    private void persistently(Tried tried, Scenario scenario) throws Exception {
        injectEverywhere(tried, scenario, Fault.thatPersist(), Fault.PERSISTENT);
    }

    private void injectEverywhere(Tried tried, Scenario scenario, List<Fault> faults, int times)
            throws Exception {
        try (RawWaiters first = RawWaiters.on(words[0]);
                RawWaiters second = RawWaiters.on(words[1])) {
            RawWaiters[] raw =
                    tried.woken == 1 ? new RawWaiters[] {first} : new RawWaiters[] {first, second};
            for (Fault fault : faults) {
                boolean hit = true;
                for (int call = 0; hit; call++) {
                    assertThat(call).as("calls of one scenario").isLessThan(MOST_CALLS);
                    FaultyCalls calls = new FaultyCalls(call, fault, times);
                    inject(tried, calls, scenario, raw);
                    hit = calls.isHit();
                    INJECTED.addAndGet(hit ? 1 : 0);
                }
            }
        } finally {
            arena.close();
        }
    }

    private void inject(Tried tried, FaultyCalls calls, Scenario scenario, RawWaiters[] raw)
            throws Exception {
        for (RawWaiters each : raw) {
            until(each::areAlone, "the raw waiters alone", calls);
            each.reset();
        }
        WakingThread waker = WakingThread.of(words, raw);
        int told;
        WaitAny any = StrategyAccess.open("faulty", tried.open.apply(calls));
        try {
            told = scenario.run(any);
        } catch (Throwable unexpected) {
            throw new AssertionError("with " + calls, unexpected);
        } finally {
            waker.stop();
            try {
                any.close();
            } catch (RuntimeException | Error faulty) {
                assertThat(calls.isHit()).as("close failed: " + faulty).isTrue();
            }
        }
        int issued = waker.issued();
        until(() -> told + sum(raw) >= issued, issued + " wakes issued, told " + told, calls);
        for (RawWaiters each : raw) {
            until(each::areAlone, "the raw waiters alone again", calls);
        }
        if (any.capabilities().accounting() == Capabilities.Accounting.EXACT && calls.failsOnce()) {
            assertThat(told + sum(raw)).as("wakes, with %s", calls).isEqualTo(issued);
        }
        until(() -> Leftovers.of("poller").isEmpty(), "nothing left", calls);
    }

    /** One wait that may fail, and then one that must not. */
    private int blocking(WaitAny any, int size, Deadline deadline) throws Exception {
        WaitSet set = WaitSet.of(Stream.of(words).limit(size).toArray(FutexWord[]::new));
        int told = 0;
        boolean worked = false;
        for (int tries = 0; tries < MOST_TRIES && !worked; tries++) {
            try {
                told += told(any.await(set, deadline));
                worked = true;
            } catch (IllegalStateException | Error injected) {
                worked = false;
            }
        }
        assertThat(worked).as("the next wait works").isTrue();
        return told;
    }

    private int armed(WaitAny any) throws Exception {
        WaitSet set = WaitSet.of(words[0], words[1], words[2]);
        int told = 0;
        int worked = 0;
        for (int tries = 0; tries < MOST_TRIES && worked == 0; tries++) {
            try (ArmedSet armed = any.arm(set)) {
                for (int call = 0; call < 4; call++) {
                    try {
                        WaitResult result = armed.await(Deadline.after(LONG));
                        told += told(result);
                        armed.rearm(result.index(), 0);
                        worked++;
                    } catch (IllegalStateException | Error injected) {
                        worked = 0;
                    }
                }
                armed.remove(2);
            } catch (IllegalStateException | Error injected) {
                // the next one works
            }
        }
        assertThat(worked).as("the next calls work").isPositive();
        return told;
    }

    /** A wait next to a neighbour, which no fault of the other may take off its word for good. */
    private int pending(WaitAny any) throws Exception {
        int told = 0;
        boolean worked = false;
        for (int tries = 0; tries < MOST_TRIES && !worked; tries++) {
            CompletableFuture<WaitResult> neighbour = null;
            try {
                neighbour = any.awaitAsync(WaitSet.of(words[3]), Deadline.never());
                told +=
                        told(
                                any.awaitAsync(
                                                WaitSet.of(words[0], words[1], words[2]),
                                                Deadline.after(LONG))
                                        .join());
                worked = true;
            } catch (CompletionException | IllegalStateException | Error injected) {
                worked = false;
            }
            if (neighbour != null) {
                isOnItsWordOrFailed(neighbour);
            }
        }
        assertThat(worked).as("the next wait works").isTrue();
        return told;
    }

    private void isOnItsWordOrFailed(CompletableFuture<WaitResult> neighbour) {
        FutexWord word = words[3];
        until(
                () -> neighbour.isDone() || Futex.waiters(word.segment(), false) == 1,
                "the neighbour on its word or failed",
                neighbour);
        int woken = word.wakeOne();
        until(neighbour::isDone, "the neighbour woken or failed", neighbour);
        if (!neighbour.isCompletedExceptionally()) {
            assertThat(woken).isEqualTo(1);
            assertThat(neighbour.join().kind()).isEqualTo(WaitResult.Kind.WOKEN);
        }
    }

    private static int told(WaitResult result) {
        return (result.kind() == WaitResult.Kind.WOKEN ? 1 : 0) + result.surplus().length;
    }

    private static int sum(RawWaiters[] raw) {
        int sum = 0;
        for (RawWaiters each : raw) {
            sum += each.woken();
        }
        return sum;
    }

    private static void until(BooleanSupplier condition, String what, Object calls) {
        Deadline limit = Deadline.after(LONG);
        while (!condition.getAsBoolean()) {
            assertThat(limit.hasPassed()).as("in time: %s; with %s", what, calls).isFalse();
            Thread.onSpinWait();
        }
    }
}
