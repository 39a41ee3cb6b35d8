/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.SignalTarget;
import dev.waitany.linux.Timespec;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A signal of one wait takes no helper off a word of the next one, not for an instant. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LateSignalsTest {
    private final Arena arena = Arena.ofShared();
    private final CallState state = CallState.allocate();
    private final SurplusWakes surplus = new SurplusWakes();
    private final EventCount events = new EventCount(FutexCalls.KERNEL);

    @AfterEach
    void close() {
        arena.close();
    }

    @Test
    void signalThatCameTooLateForAWokenHelperDisturbsNoLaterWait() {
        FutexWord word = FutexWord.allocate(arena);
        LateKernel kernel = new LateKernel(word);
        try (HelperPool pool = new HelperPool(kernel)) {
            HelperWait wait = new HelperWait(WaitSet.of(word), events, state, kernel);
            wait.begin(pool);
            until(() -> waiters(word) == 1);
            wait.end(pool);
            assertThat(wait.reports().outcome(surplus, Outcome.TIMED_OUT)).isZero();
            assertThat(kernel.sent).as("signals that came too late").hasPositiveValue();

            wait.begin(pool);
            until(() -> waiters(word) == 1);
            int interrupted = kernel.interrupted.get();
            int woken = word.wakeOne();
            wait.end(pool); // before anything fails: the pool is closed with idle helpers only
            assertThat(interrupted).as("interrupted calls of the second wait").isZero();
            assertThat(woken).isOne();
            assertThat(wait.reports().outcome(surplus, Outcome.TIMED_OUT)).isZero();
        }
    }

    /**
     * Wakes a helper before each signal, and holds the signal back for as long as the real kernel
     * may: until the helper's next call returns. If that call is requeued, the signal ends it.
     */
    private static final class LateKernel implements FutexCalls {
        private final FutexWord word;
        private final AtomicInteger returned = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();
        private volatile @Nullable SignalTarget pending;
        private final AtomicInteger sent = new AtomicInteger();

        LateKernel(FutexWord word) {
            this.word = word;
        }

        @Override
        public boolean signal(SignalTarget target) {
            int before = returned.get();
            if (word.wakeOne() == 1) {
                until(() -> returned.get() > before);
                pending = target;
                sent.incrementAndGet();
                return true;
            }
            return KERNEL.signal(target);
        }

        @Override
        public int requeueOne(CallState state, MemorySegment from, int expected, MemorySegment to) {
            // Else nothing would be requeued. A helper that was late has gone to its word itself.
            until(() -> Futex.waiters(from, false) == 1 || Futex.waiters(to, false) == 1);
            int moved = KERNEL.requeueOne(state, from, expected, to);
            SignalTarget late = pending;
            if (late != null) {
                KERNEL.signal(late);
                until(() -> interrupted.get() > 0);
            }
            return moved;
        }

        @Override
        public int await(
                CallState state,
                MemorySegment word,
                int expected,
                int bitset,
                boolean shared,
                @Nullable Timespec deadline,
                Clock clock) {
            SignalTarget before = pending;
            int answer = KERNEL.await(state, word, expected, bitset, shared, deadline, clock);
            if (answer == -Errno.EINTR) {
                interrupted.incrementAndGet();
            } else if (before != null) {
                pending = null; // it has arrived by now
            }
            returned.incrementAndGet();
            return answer;
        }
    }

    /** The real kernel, while words are woken at the moment at which the wait ends. */
    @Test
    void noHelperIsInterruptedWhileItsWaitGoesOn() {
        FutexWord[] words =
                Stream.generate(() -> FutexWord.allocate(arena)).limit(6).toArray(FutexWord[]::new);
        WatchingKernel kernel = new WatchingKernel();
        try (HelperPool pool = new HelperPool(kernel)) {
            HelperWait wait = new HelperWait(WaitSet.of(words), events, state, kernel);
            kernel.wait = wait;
            Thread waker = Thread.ofPlatform().daemon().start(() -> wakeAtTheEnd(words, kernel));
            for (int i = 1; i < 1_500; i++) {
                wait.begin(pool);
                until(() -> wait.hasReport() || allWait(words));
                kernel.ending = i;
                wait.end(pool);
            }
            kernel.ending = -1;
            until(() -> !waker.isAlive());
            assertThat(kernel.early).as("calls interrupted while their wait went on").hasValue(0);
        }
    }

    private static void wakeAtTheEnd(FutexWord[] words, WatchingKernel kernel) {
        int seen = 0;
        while (seen >= 0) {
            int now = kernel.ending;
            if (now != seen) {
                words[ThreadLocalRandom.current().nextInt(words.length)].wakeOne();
                seen = now;
            }
        }
    }

    /** Counts the calls of helpers that a signal ends although their wait goes on. */
    private static final class WatchingKernel implements FutexCalls {
        private final AtomicInteger early = new AtomicInteger();
        private volatile int ending;
        private volatile @Nullable HelperWait wait;

        @Override
        public int await(
                CallState state,
                MemorySegment word,
                int expected,
                int bitset,
                boolean shared,
                @Nullable Timespec deadline,
                Clock clock) {
            int answer = KERNEL.await(state, word, expected, bitset, shared, deadline, clock);
            HelperWait present = wait;
            if (answer == -Errno.EINTR && present != null && !present.isOver()) {
                early.incrementAndGet();
            }
            return answer;
        }
    }

    /**
     * A helper that was sent may have served the wait before it is woken for it. A wake on the
     * parking word would then look like a wake of the next wait's word.
     */
    @Test
    void helperThatHasServedIsNotWokenForItAgain() {
        FutexWord word = FutexWord.allocate(arena);
        WaitSet set = WaitSet.of(word).bitset(1); // so that the helper is sent
        word.set(1);
        SlowWaker kernel = new SlowWaker();
        try (HelperPool pool = new HelperPool(kernel)) {
            HelperWait wait = new HelperWait(set, events, state, kernel);
            wait.begin(pool);
            wait.end(pool);
            assertThat(kernel.woken).as("waiters of the parking word").isNotPositive();
            assertThat(wait.reports().outcome(surplus, Outcome.TIMED_OUT))
                    .isEqualTo(Outcome.changed(0));
        }
    }

    /** Wakes a helper only when it has served the wait and sleeps again. */
    private static final class SlowWaker implements FutexCalls {
        private volatile boolean isSent;
        private int woken = 1;

        @Override
        public int wakeOneIf(CallState state, MemorySegment word, int expected) {
            isSent = true;
            until(() -> Futex.waiters(word, false) == 1);
            woken = KERNEL.wakeOneIf(state, word, expected);
            return woken;
        }

        @Override
        public int await(
                CallState state,
                MemorySegment word,
                int expected,
                int bitset,
                boolean shared,
                @Nullable Timespec deadline,
                Clock clock) {
            until(() -> isSent);
            return KERNEL.await(state, word, expected, bitset, shared, deadline, clock);
        }
    }

    private static boolean allWait(FutexWord[] words) {
        return Stream.of(words).allMatch(word -> waiters(word) == 1);
    }

    private static int waiters(FutexWord word) {
        return Futex.waiters(word.segment(), false);
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
