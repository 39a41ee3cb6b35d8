/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Futex;
import dev.waitany.linux.SignalTarget;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waits that end although other code has taken all signals. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecallTest {
    private static final int ROUNDS = 200;

    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words = {
        FutexWord.allocate(arena),
        FutexWord.allocate(arena),
        FutexWord.of(arena.allocate(ValueLayout.JAVA_INT), 0, Sharing.SHARED)
    };
    private final WaitSet set = WaitSet.of(words);
    private final NoSignals kernel = new NoSignals();

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void wakeIsReportedAndNoOtherIsMadeUp() throws Exception {
        try (WaitAny any = StrategyAccess.open("threads", new ThreadsBackend(kernel))) {
            for (int i = 0; i < ROUNDS; i++) {
                CompletableFuture<WaitResult> wait = any.awaitAsync(set, Deadline.never());
                until(this::allWait);
                int woken = i % words.length;
                assertThat(words[woken].wakeOne()).isEqualTo(1);
                WaitResult result = wait.get();
                assertThat(result).hasToString("WOKEN " + woken);
                assertThat(result.surplus()).isEmpty();
                assertThat(result.forwarded()).isEmpty();
                for (FutexWord word : words) {
                    assertThat(word.wakeOne()).as("waiters left").isZero();
                }
            }
        }
    }

    @Test
    void cancelTakesEveryHelperOffItsWord() throws Exception {
        try (WaitAny any = StrategyAccess.open("threads", new ThreadsBackend(kernel))) {
            for (int i = 0; i < ROUNDS; i++) {
                CompletableFuture<WaitResult> wait = any.awaitAsync(set, Deadline.never());
                if (i % 2 == 0) {
                    until(this::allWait);
                }
                assertThat(wait.cancel(true)).isTrue();
                for (FutexWord word : words) {
                    assertThat(waiters(word)).isZero();
                }
                assertThat(any.await(set, Deadline.now()).kind())
                        .isEqualTo(WaitResult.Kind.TIMED_OUT);
            }
        }
    }

    /** The word is woken at the moment at which its helper is recalled. */
    @Test
    void wakeThatComesFirstGoesToAnotherWaiterOrIsReported() {
        CallState state = CallState.allocate();
        EventCount events = new EventCount(kernel);
        SurplusWakes surplus = new SurplusWakes();
        try (HelperPool pool = new HelperPool(kernel)) {
            HelperWait ending = new HelperWait(WaitSet.of(words[0]), events, state, kernel);
            HelperWait next = new HelperWait(WaitSet.of(words[0]), events, state, kernel);
            for (boolean another : new boolean[] {true, false}) {
                ending.begin(pool);
                until(() -> waiters(words[0]) == 1);
                if (another) {
                    next.begin(pool);
                    until(() -> waiters(words[0]) == 2);
                }
                AtomicBoolean first = new AtomicBoolean(true);
                kernel.beforeSignal =
                        () -> {
                            if (first.getAndSet(false)) {
                                assertThat(words[0].wakeOne()).isEqualTo(1);
                            }
                        };
                ending.end(pool);
                int reported = ending.reports().outcome(surplus, Outcome.TIMED_OUT);
                kernel.beforeSignal = () -> {};
                if (another) {
                    assertThat(reported).isEqualTo(Outcome.TIMED_OUT);
                    until(next::hasReport);
                    next.end(pool);
                    assertThat(next.reports().outcome(surplus, Outcome.TIMED_OUT)).isZero();
                } else {
                    assertThat(reported).isZero();
                }
                assertThat(surplus.count()).isZero();
            }
        }
    }

    private boolean allWait() {
        return waiters(words[0]) == 1 && waiters(words[1]) == 1 && waiters(words[2]) == 1;
    }

    private static int waiters(FutexWord word) {
        return Futex.waiters(word.segment(), word.sharing() == Sharing.SHARED);
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    /** The kernel of a process in which other code has a handler for every signal. */
    private static final class NoSignals implements FutexCalls {
        private volatile Runnable beforeSignal = () -> {};

        @Override
        public boolean signal(SignalTarget target) {
            beforeSignal.run();
            return false;
        }
    }
}
