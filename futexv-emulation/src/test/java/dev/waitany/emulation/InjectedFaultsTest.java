/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.tck.faults.CallFault;
import dev.waitany.tck.faults.CountedWakes;
import dev.waitany.tck.faults.FaultedWait;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets each call of a scenario fail once, at each place, in each way: futex calls of the owner and
 * of its helpers, signals, and starts of threads. Afterwards every wake that the kernel counted has
 * reached somebody, no helper is on a word, the next wait works, and no thread is left.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InjectedFaultsTest {
    private static final int WAITS = 2; // of a scenario
    private static final int MOST_CALLS = 300; // of a scenario
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Map<String, Integer> INJECTED = new ConcurrentHashMap<>();

    private final Arena arena = Arena.ofShared();

    /** The helper of a private word is requeued, that of a shared one is sent. */
    private final FutexWord[] words = {
        word(Sharing.PRIVATE), word(Sharing.PRIVATE), word(Sharing.SHARED)
    };

    private final WaitSet set = WaitSet.of(words);

    @AfterAll
    static void report() {
        int sum = INJECTED.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("threads: " + sum + " faults injected, in " + new TreeMap<>(INJECTED));
    }

    @ParameterizedTest
    @EnumSource
    void waitsOnRequeuedHelpersSurviveEveryFault(CallFault fault) throws Exception {
        injectEverywhere(fault, words[0], any -> any.await(set, Deadline.never()));
    }

    @ParameterizedTest
    @EnumSource
    void waitsOnSentHelpersSurviveEveryFault(CallFault fault) throws Exception {
        injectEverywhere(fault, words[2], any -> any.await(set, Deadline.after(LONG)));
    }

    @ParameterizedTest
    @EnumSource
    void futuresSurviveEveryFault(CallFault fault) throws Exception {
        injectEverywhere(fault, words[0], any -> any.awaitAsync(set, Deadline.never()).join());
    }

    @ParameterizedTest
    @EnumSource
    void armedSetsSurviveEveryFault(CallFault fault) throws Exception {
        injectEverywhere(
                fault,
                words[2],
                any -> {
                    try (ArmedSet armed = any.arm(set)) {
                        return armed.await(Deadline.never());
                    }
                });
    }

    private void injectEverywhere(CallFault fault, FutexWord woken, FaultedWait wait)
            throws Exception {
        boolean hit = true;
        for (int call = 0; hit; call++) {
            assertThat(call).as("calls of one scenario").isLessThan(MOST_CALLS);
            FaultyCalls calls = new FaultyCalls(fault, call);
            inject(calls, woken, wait);
            hit = !calls.hit().isEmpty();
            if (hit) {
                INJECTED.merge(calls.hit(), 1, Integer::sum);
            }
        }
        arena.close();
    }

    private void inject(FaultyCalls calls, FutexWord woken, FaultedWait wait) throws Exception {
        try (CountedWakes wakes = CountedWakes.on(woken)) {
            until(wakes::areAlone, "the others alone", calls);
            int told = 0;
            try (WaitAny any = StrategyAccess.open("threads", new ThreadsBackend(calls))) {
                for (int i = 0; i < WAITS; i++) {
                    told += wait.told(any);
                }
            }
            wakes.stopWaking();
            int all = told;
            until(() -> wakes.missing() <= all, "every wake received, " + all + " told", calls);
            until(wakes::areAlone, "the others alone again", calls);
            for (FutexWord word : words) {
                assertThat(waiters(word)).as("%s", calls).isEqualTo(word == woken ? 2 : 0);
            }
            int madeUp = calls.hidesTheAnswer() ? 1 : 0;
            assertThat(all - wakes.missing()).as("made up, %s", calls).isBetween(0, madeUp);
        }
        until(InjectedFaultsTest::haveNoThreads, "no thread left", calls);
    }

    private static boolean haveNoThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("waitany-threads"));
    }

    private static int waiters(FutexWord word) {
        return Futex.waiters(word.segment(), word.sharing() == Sharing.SHARED);
    }

    private FutexWord word(Sharing sharing) {
        return FutexWord.of(arena.allocate(ValueLayout.JAVA_INT), 0, sharing);
    }

    private static void until(BooleanSupplier condition, String what, FaultyCalls calls) {
        Deadline limit = Deadline.after(LONG);
        while (!condition.getAsBoolean()) {
            assertThat(limit.hasPassed()).as("in time: %s; with %s", what, calls).isFalse();
            LockSupport.parkNanos(calls, 1_000);
        }
    }
}
