/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.tck.faults.CallFault;
import dev.waitany.tck.faults.CountedWakes;
import dev.waitany.tck.faults.FaultedWait;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets each futex_waitv(2) of a scenario fail once, at each place, in each way. Afterwards every
 * wake that the kernel counted has reached somebody, the kernel holds no word, the next wait works,
 * and no descriptor or thread is left.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InjectedFaultsTest {
    private static final int WAITS = 4; // of a scenario
    private static final int MOST_CALLS = 30; // of a scenario
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final AtomicInteger INJECTED = new AtomicInteger();

    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words =
            Stream.generate(() -> FutexWord.allocate(arena)).limit(3).toArray(FutexWord[]::new);
    private final WaitSet set = WaitSet.of(words);

    @BeforeAll
    static void needsTheCall() {
        assumeTrue(new SyscallWaitv().probe().available(), "needs futex_waitv(2)");
    }

    @AfterAll
    static void report() {
        System.out.println("syscall-waitv: " + INJECTED + " faults injected");
    }

    @ParameterizedTest
    @EnumSource
    void waitsWithoutDeadlineSurviveEveryFault(CallFault fault) throws Exception {
        injectEverywhere(fault, any -> any.await(set, Deadline.never()));
    }

    @ParameterizedTest
    @EnumSource
    void waitsWithMonotonicDeadlinesSurviveEveryFault(CallFault fault) throws Exception {
        injectEverywhere(fault, any -> any.await(set, Deadline.after(LONG)));
    }

    @ParameterizedTest
    @EnumSource
    void waitsWithRealtimeDeadlinesSurviveEveryFault(CallFault fault) throws Exception {
        Deadline far = Deadline.atTime(Instant.now().plusSeconds(3600));
        injectEverywhere(fault, any -> any.await(set, far));
    }

    @ParameterizedTest
    @EnumSource
    void futuresSurviveEveryFault(CallFault fault) throws Exception {
        injectEverywhere(fault, any -> any.awaitAsync(set, Deadline.after(LONG)).join());
    }

    @ParameterizedTest
    @EnumSource
    void armedSetsSurviveEveryFault(CallFault fault) throws Exception {
        injectEverywhere(
                fault,
                any -> {
                    try (ArmedSet armed = any.arm(set)) {
                        return armed.await(Deadline.after(LONG));
                    }
                });
    }

    private void injectEverywhere(CallFault fault, FaultedWait wait) throws Exception {
        long descriptors = descriptors();
        boolean hit = true;
        for (int call = 0; hit; call++) {
            assertThat(call).as("calls of one scenario").isLessThan(MOST_CALLS);
            FaultyWaitv calls = new FaultyWaitv(fault, call);
            inject(calls, wait, fault.errno() != 0);
            hit = calls.isHit();
            INJECTED.addAndGet(hit ? 1 : 0);
        }
        assertThat(descriptors()).isEqualTo(descriptors);
        arena.close();
    }

    private void inject(FaultyWaitv calls, FaultedWait wait, boolean exact) throws Exception {
        try (CountedWakes wakes = CountedWakes.on(words[0])) {
            until(wakes::areAlone, "the others alone", calls);
            int told = 0;
            try (WaitAny any = StrategyAccess.open("faulty", new WaitvBackend(calls))) {
                for (int i = 0; i < WAITS; i++) {
                    told += wait.told(any);
                }
            }
            wakes.stopWaking();
            int all = told;
            until(() -> wakes.missing() <= all, "every wake received, " + all + " told", calls);
            until(wakes::areAlone, "the others alone again", calls);
            for (int i = 1; i < words.length; i++) {
                assertThat(Futex.waiters(words[i].segment(), false)).isZero();
            }
            if (exact) {
                assertThat(wakes.missing()).as("wakes, with %s", calls).isEqualTo(all);
            }
        }
        until(InjectedFaultsTest::haveNoThreads, "no thread left", calls);
    }

    private static boolean haveNoThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("waitany-faulty"));
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static void until(BooleanSupplier condition, String what, FaultyWaitv calls) {
        Deadline limit = Deadline.after(LONG);
        while (!condition.getAsBoolean()) {
            assertThat(limit.hasPassed()).as("in time: %s; with %s", what, calls).isFalse();
            Thread.onSpinWait();
        }
    }
}
