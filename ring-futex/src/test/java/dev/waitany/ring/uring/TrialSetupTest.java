/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.FutexWord;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.entries.UserData;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every set-up of a ring behaves alike, those that were tried and rejected included, and a ring
 * does without what the kernel refuses.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrialSetupTest {
    private static final int WORDS = 8;
    private static final long SECOND = 1_000_000_000L;
    private static final long LONG = 30 * SECOND;
    private static final long FAR = 1L << 62; // ns

    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words = new FutexWord[WORDS];

    private record Completion(long userData, int result) {}

    private record Trial(Ring ring, TrialCalls calls) implements AutoCloseable {
        static Trial open(int entries, TrialSetup setup, RingCalls kernel) {
            TrialCalls calls = new TrialCalls(setup, kernel);
            return new Trial(Ring.open(entries, setup.mode(), calls), calls);
        }

        void enter(int atLeast, long nanos) {
            calls.enter(ring, atLeast, nanos, 0);
        }

        /** Waits at most {@code leastNanos} for all of them, and then for one. */
        void enterForBatch(int atLeast, long leastNanos) {
            if (calls.hasLeastWait()) {
                calls.enter(ring, atLeast, FAR, (int) (leastNanos / 1_000));
            } else {
                enter(1, FAR);
            }
        }

        @Override
        public void close() {
            ring.close();
        }
    }

    static Stream<TrialSetup> setups() {
        TrialSetup plain = TrialSetup.of(RingMode.DEFERRED);
        return Stream.of(
                plain,
                plain.withIndexArray(),
                plain.withRegisteredDescriptor(),
                plain.withRegisteredWaits(),
                everything(plain),
                TrialSetup.of(RingMode.COOPERATIVE),
                TrialSetup.of(RingMode.PROMPT),
                plain.withKernelPolling(),
                everything(plain.withKernelPolling()));
    }

    private static TrialSetup everything(TrialSetup setup) {
        return setup.withIndexArray().withRegisteredDescriptor().withRegisteredWaits();
    }

    @BeforeEach
    void needsRings() {
        RequiredRings.assume();
        for (int i = 0; i < WORDS; i++) {
            words[i] = FutexWord.allocate(arena);
        }
    }

    @AfterEach
    void freeWords() {
        arena.close();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void waitIsWokenByAnotherThreadWhileTheOwnerSleeps(TrialSetup setup) throws Exception {
        try (Trial trial = open(setup)) {
            Ring ring = trial.ring;
            for (int round = 0; round < 3 * WORDS; round++) { // around the queue
                queue(ring, round % WORDS);
                FutexWord word = words[round % WORDS];
                Thread waker = Thread.ofPlatform().start(() -> wakeOnceQueued(word));
                assertThat(reap(trial, 1, LONG)).containsExactly(new Completion(round % WORDS, 0));
                waker.join();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void waitIsWokenByAnotherThreadWithoutALimitOfTime(TrialSetup setup) throws Exception {
        try (Trial trial = open(setup)) {
            Ring ring = trial.ring;
            queue(ring, 0);
            Thread waker = Thread.ofPlatform().start(() -> wakeOnceQueued(words[0]));
            assertThat(reap(trial, 1, Ring.FOREVER)).containsExactly(new Completion(0, 0));
            waker.join();
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void waitsAreCancelled(TrialSetup setup) {
        try (Trial trial = open(setup)) {
            Ring ring = trial.ring;
            queue(ring, 0);
            queue(ring, 1);
            queue(ring, 2);
            ring.submit();
            assertThat(ring.submissions().pending()).as("taken").isZero();
            ring.submissions().cancel(1, UserData.CANCEL);
            ring.submissions().cancelEverything(UserData.CANCEL);
            assertThat(reap(trial, 5, LONG))
                    .filteredOn(c -> UserData.isEntry(c.userData))
                    .containsExactlyInAnyOrder(
                            new Completion(0, -Errno.ECANCELED),
                            new Completion(1, -Errno.ECANCELED),
                            new Completion(2, -Errno.ECANCELED));
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void enterTimesOutNotBeforeItsTimeAndNotLongAfter(TrialSetup setup) {
        try (Trial trial = open(setup)) {
            Ring ring = trial.ring;
            queue(ring, 0);
            for (long span : new long[] {3_000_000, SECOND + 20_000_000, 1_000_000}) {
                long begin = System.nanoTime();
                trial.enter(1, span);
                assertThat(System.nanoTime() - begin).isBetween(span, span + 10 * SECOND);
                assertThat(ring.hasCompletions()).isFalse();
            }
            ring.submissions()
                    .cancelEverything(
                            UserData.CANCEL); // or it takes wakes of who gets this memory next
            assertThat(reap(trial, 2, LONG)).contains(new Completion(0, -Errno.ECANCELED));
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void fullQueueIsHandedOverAndReused(TrialSetup setup) {
        try (Trial trial = Trial.open(4, setup, RingCalls.KERNEL)) {
            Ring ring = trial.ring;
            for (int i = 0; i < 5 * WORDS; i++) {
                ring.reserve();
                words[i % WORDS].set(1); // completes at once, and says which entry it was
                ring.submissions().futexWait(words[i % WORDS], 0, FutexWord.ANY_BIT, i);
            }
            assertThat(reap(trial, 5 * WORDS, LONG))
                    .extracting(Completion::userData)
                    .containsExactlyElementsOf(
                            Stream.iterate(0L, i -> i + 1).limit(5 * WORDS).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void batchEndsWithItsLastCompletion(TrialSetup setup) {
        try (Trial trial = open(setup)) {
            Ring ring = trial.ring;
            queueAndWake(ring, WORDS);
            trial.enterForBatch(WORDS, LONG);
            assertThat(ring.completions().available())
                    .isEqualTo(trial.calls.hasLeastWait() ? WORDS : ring.completions().available())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void batchThatStaysShortEndsAfterTheLeastWait(TrialSetup setup) {
        try (Trial trial = open(setup)) {
            Ring ring = trial.ring;
            assumeTrue(trial.calls.hasLeastWait(), "no minimum wait before Linux 6.12");
            queueAndWake(ring, 2);
            long begin = System.nanoTime();
            trial.enterForBatch(WORDS, 20_000_000);
            assertThat(System.nanoTime() - begin).isBetween(20_000_000L, 10 * SECOND);
            assertThat(ring.completions().available()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void batchWithoutCompletionsGoesOnAfterTheLeastWait(TrialSetup setup) throws Exception {
        try (Trial trial = open(setup)) {
            Ring ring = trial.ring;
            queue(ring, 0);
            ring.submit();
            CountDownLatch passed = new CountDownLatch(1);
            Thread waker =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        awaitQuietly(passed, 50);
                                        wakeOnceQueued(words[0]);
                                    });
            trial.enterForBatch(WORDS, 1_000_000);
            assertThat(ring.completions().available()).isEqualTo(1);
            waker.join();
        }
    }

    @Test
    void everyOptionIsInEffectIfTheKernelHasIt() {
        try (Trial trial = open(everything(TrialSetup.of(RingMode.DEFERRED)))) {
            assertThat(trial.ring.description()).isEqualTo("DEFERRED, index array");
            assertThat(trial.calls.hasRegisteredDescriptor()).isTrue();
            assumeTrue(trial.calls.hasRegisteredWaits(), "no wait regions before Linux 6.13");
        }
    }

    @Test
    void ringHasAnIndexArrayIfTheKernelCannotDoWithout() {
        RefusingCalls old = new RefusingCalls(Set.of(), LinuxUapi.IORING_SETUP_NO_SQARRAY());
        try (Ring ring = Ring.open(WORDS, RingMode.DEFERRED, old)) {
            assertThat(ring.description()).isEqualTo("DEFERRED, index array");
            queueAndWake(ring, WORDS);
            ring.enter(WORDS, LONG, Guards.NONE);
            assertThat(ring.completions().available()).isEqualTo(WORDS);
        }
    }

    @Test
    void optionsThatTheKernelRefusesAreLeftOut() {
        RefusingCalls old =
                new RefusingCalls(
                        Set.of(
                                LinuxUapi.IORING_REGISTER_MEM_REGION(),
                                LinuxUapi.IORING_REGISTER_RING_FDS()),
                        0);
        TrialSetup wished = everything(TrialSetup.of(RingMode.DEFERRED));
        try (Trial trial = Trial.open(WORDS, wished, old)) {
            assertThat(trial.calls.hasRegisteredDescriptor()).isFalse();
            assertThat(trial.calls.hasRegisteredWaits()).isFalse();
            queueAndWake(trial.ring, WORDS);
            assertThat(reap(trial, WORDS, LONG)).hasSize(WORDS).allMatch(c -> c.result == 0);
        }
    }

    @Test
    void ringThatCannotBeEnabledIsRefusedWithTheErrno() {
        RefusingCalls broken =
                new RefusingCalls(Set.of(LinuxUapi.IORING_REGISTER_ENABLE_RINGS()), 0);
        TrialSetup wished = TrialSetup.of(RingMode.DEFERRED).withRegisteredWaits();
        assertThatThrownBy(() -> Trial.open(WORDS, wished, broken))
                .isInstanceOfSatisfying(
                        RingRefusedException.class,
                        e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
    }

    @Test
    void registeredDescriptorsRunOutAfterSixteenAndComeBackWithTheOwnersClose() {
        TrialSetup wished = TrialSetup.of(RingMode.DEFERRED).withRegisteredDescriptor();
        for (int round = 0; round < 2; round++) {
            List<Trial> trials = new ArrayList<>();
            try {
                for (int i = 0; i < 17; i++) {
                    trials.add(Trial.open(2, wished, RingCalls.KERNEL));
                }
                assertThat(trials)
                        .extracting(trial -> trial.calls.hasRegisteredDescriptor())
                        .startsWith(true, true)
                        .endsWith(true, false);
                queueAndWake(trials.get(16).ring, 1);
                assertThat(reap(trials.get(16), 1, LONG)).hasSize(1);
            } finally {
                trials.forEach(Trial::close);
            }
        }
    }

    /** Why registered descriptors are not for rings that others may close. */
    @Test
    void waitsOutliveAForeignCloseOfARegisteredRingUntilTheOwnerEnds() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch armed = new CountDownLatch(1);
        Trial[] trial = new Trial[1];
        Thread owner =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    trial[0] = open(registered());
                                    queue(trial[0].ring, 0);
                                    trial[0].ring.submit();
                                    armed.countDown();
                                    awaitQuietly(closed, 30_000);
                                });
        assertThat(armed.await(30, TimeUnit.SECONDS)).isTrue();
        trial[0].close();
        assertThat(words[0].wakeOne()).as("the closed ring still waits").isEqualTo(1);
        closed.countDown();
        owner.join();
    }

    private static TrialSetup registered() {
        return TrialSetup.of(RingMode.DEFERRED).withRegisteredDescriptor();
    }

    private static Trial open(TrialSetup setup) {
        return Trial.open(WORDS, setup, RingCalls.KERNEL);
    }

    private void queueAndWake(Ring ring, int count) {
        for (int i = 0; i < count; i++) {
            ring.reserve();
            queue(ring, i);
        }
        ring.submit();
        for (int i = 0; i < count; i++) {
            wakeOnceQueued(words[i]);
        }
    }

    private void queue(Ring ring, int i) {
        ring.submissions().futexWait(words[i], 0, FutexWord.ANY_BIT, i);
    }

    /** A polled ring's entries are queued some time after they were handed over. */
    private static void wakeOnceQueued(FutexWord word) {
        while (word.wakeOne() == 0) {
            Thread.onSpinWait();
        }
    }

    private static void awaitQuietly(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Completion> reap(Trial trial, int count, long nanos) {
        List<Completion> all = new ArrayList<>();
        while (all.size() < count) {
            trial.enter(1, nanos);
            CompletionQueue completions = trial.ring.completions();
            int available = completions.available();
            assertThat(available).as("completions in time, after %s", all).isPositive();
            for (int i = 0; i < available; i++) {
                all.add(new Completion(completions.userData(i), completions.result(i)));
            }
            completions.consume(available);
        }
        return all;
    }
}
