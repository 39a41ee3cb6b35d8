/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.Strategies;
import dev.waitany.kernels.machine.Until;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hundreds of thousands of waits that block no thread: futures and virtual threads of the ring
 * strategies.
 */
@SuppressWarnings("try") // closes in the middle, which is tested
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyPendingIT {
    private static final int MILLION = 1_000_000;
    private static final int VIRTUAL = 100_000;
    private static final int WORDS = 4;
    private static final int MOST_BYTES = 1024; // for a pending wait with its set and words
    private static final int MOST_THREADS =
            16; // more than before: pollers and the executor of futures

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#oneForEachRingCall")
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aMillionFuturesArePendingInAKilobyteEach(String strategy) {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = Strategies.open(strategy)) {
            MemorySegment memory = arena.allocate((long) MILLION * Integer.BYTES, 64);
            CompletableFuture[] futures = new CompletableFuture[MILLION];
            int threads = Thread.activeCount();
            long before = used();
            for (int i = 0; i < MILLION; i++) {
                Deadline deadline =
                        i % 2 == 0 ? Deadline.never() : Deadline.after(Duration.ofHours(1));
                futures[i] = waitAny.awaitAsync(set(memory, i, 1), deadline);
            }
            wakeUntilDone(
                    futures[MILLION - 1],
                    word(memory, MILLION - 1)); // all are queued in the kernel
            assertThat((used() - before) / MILLION).as("bytes each").isLessThan(MOST_BYTES);
            assertThat(Thread.activeCount()).isLessThan(threads + MOST_THREADS);
            for (int i = 0; i < MILLION - 1; i += 1_000) {
                assertThat(word(memory, i).wakeOne()).isOne();
                assertThat(futures[i].join()).hasToString("WOKEN 0");
                assertThat(futures[i + 1].cancel(true)).isTrue();
                assertThat(word(memory, i + 1).wakeOne()).as("cancelled").isZero();
                assertThat(futures[i + 2]).isNotDone();
            }
            waitAny.close();
            assertThatThrownBy(futures[2]::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WaitAnyClosedException.class);
            for (int i = 0; i < MILLION; i += 997) {
                assertThat(word(memory, i).wakeAll()).as("waiters left on word " + i).isZero();
            }
        }
    }

    /** A third is woken, a third is interrupted, and a third times out. */
    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#onRings")
    void aHundredThousandVirtualThreadsAreWokenInterruptedAndTimedOut(String strategy)
            throws Exception {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = Strategies.open(strategy)) {
            MemorySegment memory = arena.allocate((long) VIRTUAL * WORDS * Integer.BYTES, 64);
            AtomicReferenceArray<String> ends = new AtomicReferenceArray<>(VIRTUAL);
            AtomicInteger begun = new AtomicInteger();
            AtomicInteger ended = new AtomicInteger();
            List<Thread> threads = new ArrayList<>(VIRTUAL);
            Deadline later = Deadline.after(Duration.ofSeconds(20));
            for (int i = 0; i < VIRTUAL; i++) {
                int number = i;
                Deadline deadline = i % 3 == 2 ? later : Deadline.never();
                threads.add(
                        Thread.startVirtualThread(
                                () -> {
                                    begun.incrementAndGet();
                                    ends.set(number, end(waitAny, memory, number, deadline));
                                    ended.incrementAndGet();
                                }));
            }
            Until.holds(() -> begun.get() == VIRTUAL, () -> begun.get() + " have begun");
            for (int i = 0; i < VIRTUAL; i++) {
                FutexWord word = word(memory, i * WORDS + i % WORDS);
                if (i % 3 == 0) {
                    word.set(1);
                    word.wakeOne();
                } else if (i % 3 == 1) {
                    threads.get(i).interrupt();
                }
            }
            Until.holds(() -> ended.get() == VIRTUAL, () -> ended.get() + " have ended");
            for (int i = 0; i < VIRTUAL; i++) {
                if (i % 3 == 0) { // a wait that was not queued yet finds the change
                    assertThat(ends.get(i)).isIn("WOKEN " + i % WORDS, "CHANGED " + i % WORDS);
                } else {
                    assertThat(ends.get(i)).isEqualTo(i % 3 == 1 ? "interrupted" : "TIMED_OUT");
                }
            }
        }
    }

    private static String end(WaitAny waitAny, MemorySegment memory, int i, Deadline deadline) {
        try {
            return waitAny.await(set(memory, i, WORDS), deadline).toString();
        } catch (InterruptedException interrupted) {
            return "interrupted";
        }
    }

    private static void wakeUntilDone(CompletableFuture<WaitResult> future, FutexWord word) {
        Until.holds(
                () -> {
                    word.wakeOne();
                    return future.isDone();
                },
                () -> "the last wait is not pending yet");
    }

    private static WaitSet set(MemorySegment memory, int number, int size) {
        FutexWord[] words = new FutexWord[size];
        for (int i = 0; i < size; i++) {
            words[i] = word(memory, number * size + i);
        }
        return WaitSet.of(words);
    }

    private static FutexWord word(MemorySegment memory, int place) {
        return FutexWord.of(memory, (long) place * Integer.BYTES, Sharing.PRIVATE);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
