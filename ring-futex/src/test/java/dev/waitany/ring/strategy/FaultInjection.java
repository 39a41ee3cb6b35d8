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
import dev.waitany.ring.uring.Fault;
import dev.waitany.ring.uring.FaultyCalls;
import dev.waitany.ring.uring.Leftovers;
import dev.waitany.ring.uring.RawWaiters;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.ring.uring.WakingThread;
import dev.waitany.spi.Backend;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lets each system call of a scenario fail once, at each place, in each way, and checks what must
 * hold afterwards. See {@link InjectedFaultsTest}.
 */
final class FaultInjection implements AutoCloseable {
    static final int MOST_TRIES = 2 + Fault.PERSISTENT;
    static final Duration LONG = Duration.ofSeconds(10);

    private static final int MOST_CALLS = 200; // of one scenario
    private static final AtomicInteger INJECTED = new AtomicInteger();

    /** The strategies, and how many words the scenarios wake. */
    @SuppressWarnings("ImmutableEnumChecker") // each test opens its backends
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
    final FutexWord[] words =
            Stream.generate(() -> FutexWord.allocate(arena)).limit(300).toArray(FutexWord[]::new);

    /** Returns how many faults were injected so far. */
    static int injected() {
        return INJECTED.get();
    }

    @Override
    public void close() {
        arena.close();
    }

    /** One scenario: returns how many wakes its wait was told of. */
    interface Scenario {
        int run(WaitAny any) throws Exception;
    }

    /** Each call fails once, in each way. */
    void everywhere(Tried tried, Scenario scenario) throws Exception {
        everywhere(tried, scenario, Fault.all(), 1);
    }

    /** Every enter fails from some call on, until so many have: the ring cannot be used. */
    void persistently(Tried tried, Scenario scenario) throws Exception {
        everywhere(tried, scenario, Fault.thatPersist(), Fault.PERSISTENT);
    }

    private void everywhere(Tried tried, Scenario scenario, List<Fault> faults, int times)
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

    /** Calls on an armed set: some of one set may fail, and then those of the next must not. */
    int armed(WaitAny any) throws Exception {
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

    static int told(WaitResult result) {
        return (result.kind() == WaitResult.Kind.WOKEN ? 1 : 0) + result.surplus().length;
    }

    private static int sum(RawWaiters[] raw) {
        int sum = 0;
        for (RawWaiters each : raw) {
            sum += each.woken();
        }
        return sum;
    }

    static void until(BooleanSupplier condition, String what, Object calls) {
        Deadline limit = Deadline.after(LONG);
        while (!condition.getAsBoolean()) {
            assertThat(limit.hasPassed()).as("in time: %s; with %s", what, calls).isFalse();
            Thread.onSpinWait();
        }
    }
}
