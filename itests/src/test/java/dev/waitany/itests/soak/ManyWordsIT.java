/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.KernelQueue;
import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.harness.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 5: sets up to the size that the strategy reports, and no larger ones. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyWordsIT {
    private static final int THOUSANDS = 4_096;
    private static final int MANY = 100_000;

    static List<String> takeFourThousand() {
        return Strategies.where(can -> can.maxWords() >= THOUSANDS);
    }

    static List<String> takeAHundredThousand() {
        return Strategies.where(can -> can.maxWords() >= MANY);
    }

    static List<String> armFourThousand() {
        return Strategies.where(can -> can.staysArmed() && can.maxWords() >= THOUSANDS);
    }

    static List<String> armAHundredThousand() {
        return Strategies.where(can -> can.staysArmed() && can.maxWords() >= MANY);
    }

    @ParameterizedTest
    @MethodSource("takeFourThousand")
    void fourThousandWordsAreAwaited(String strategy) throws Exception {
        awaitEach(strategy, THOUSANDS, 40);
    }

    @ParameterizedTest
    @MethodSource("takeAHundredThousand")
    void aHundredThousandWordsAreAwaited(String strategy) throws Exception {
        awaitEach(strategy, MANY, 1);
    }

    @ParameterizedTest
    @MethodSource("armFourThousand")
    void fourThousandWordsStayArmed(String strategy) throws Exception {
        awaitEachArmed(strategy, THOUSANDS, 200);
    }

    @ParameterizedTest
    @MethodSource("armAHundredThousand")
    void aHundredThousandWordsStayArmed(String strategy) throws Exception {
        awaitEachArmed(strategy, MANY, 10);
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#all")
    void oneWordBeyondTheLimitIsRefusedWithBothNumbers(String strategy) {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = Strategies.open(strategy)) {
            int most = waitAny.capabilities().maxWords();
            WaitSet set = packed(arena, most + 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> waitAny.await(set, Deadline.now()))
                    .withMessageContainingAll(strategy, "" + most, "" + (most + 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> waitAny.arm(set))
                    .withMessageContainingAll(strategy, "" + most, "" + (most + 1));
        }
    }

    private static void awaitEach(String strategy, int size, int randomOnes) throws Exception {
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = Strategies.open(strategy)) {
            WaitSet set = set(arena, size);
            for (int index : places(size, randomOnes)) {
                Task<WaitResult> waiter =
                        Task.start("waiter", () -> waitAny.await(set, Deadline.never()));
                KernelQueue.untilWaiting(set.word(index), 1);
                assertThat(set.word(index).wakeAll()).isOne();
                assertThat(waiter.result()).hasToString("WOKEN " + index);
                set.expect(index, set.expected(index) + 1);
                assertThat(waitAny.await(set, Deadline.now())).hasToString("CHANGED " + index);
                set.expect(index, set.word(index).get());
            }
            KernelQueue.untilWaiting(set, 0);
        }
    }

    private static void awaitEachArmed(String strategy, int size, int randomOnes) throws Exception {
        SynchronousQueue<WaitResult> results = new SynchronousQueue<>();
        int[] places = places(size, randomOnes);
        try (Arena arena = Arena.ofShared();
                WaitAny waitAny = Strategies.open(strategy)) {
            WaitSet set = set(arena, size);
            Task<Boolean> waiter =
                    Task.start("waiter", () -> deliver(waitAny, set, places.length, results));
            for (int index : places) {
                KernelQueue.untilWaiting(set.word(index), 1);
                set.word(index).getAndAdd(1);
                assertThat(set.word(index).wakeAll()).isOne();
                assertThat(results.take()).hasToString("WOKEN " + index);
            }
            assertThat(waiter.result()).isTrue();
            KernelQueue.untilWaiting(set, 0);
        }
    }

    private static boolean deliver(
            WaitAny waitAny, WaitSet set, int times, SynchronousQueue<WaitResult> results)
            throws InterruptedException {
        try (ArmedSet armed = waitAny.arm(set)) {
            for (int i = 0; i < times; i++) {
                WaitResult result = armed.await(Deadline.never());
                armed.rearm(result.index(), set.word(result.index()).get());
                results.put(result);
            }
        }
        return true;
    }

    /**
     * Returns the last index first, so that a strategy that only looks at the first words fails.
     */
    private static int[] places(int size, int randomOnes) {
        return IntStream.concat(
                        IntStream.of(size - 1, 0),
                        new SplittableRandom(size).ints(randomOnes, 0, size))
                .toArray();
    }

    private static WaitSet set(Arena arena, int size) {
        return WaitSet.of(
                IntStream.range(0, size)
                        .mapToObj(_ -> FutexWord.allocate(arena))
                        .toArray(FutexWord[]::new));
    }

    /** Returns a set of adjacent words, so that a million of them take little memory. */
    private static WaitSet packed(Arena arena, int size) {
        MemorySegment memory = arena.allocate(4L * size, 4);
        return WaitSet.of(
                IntStream.range(0, size)
                        .mapToObj(i -> FutexWord.of(memory, 4L * i, Sharing.PRIVATE))
                        .toArray(FutexWord[]::new));
    }
}
