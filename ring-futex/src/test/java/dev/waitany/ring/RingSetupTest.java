/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.FutexWord;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Guards;
import dev.waitany.linux.IoUring;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.linux.uapi.io_uring_params;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

/** Every set-up of a ring does the same, and gives way where the kernel refuses. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingSetupTest {
    private static final int WORDS = 8;
    private static final long SECOND = 1_000_000_000L;
    private static final long LONG = 30 * SECOND;

    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words = new FutexWord[WORDS];

    private record Completion(long userData, int result) {}

    /** A kernel that answers EINVAL to some of the requests, and lacks features. */
    private record Older(Set<Integer> unknownRegistrations, int unknownFlags, int lackedFeatures)
            implements RingCalls {
        @Override
        public int setup(int entries, MemorySegment params) {
            if ((io_uring_params.flags(params) & unknownFlags) != 0) {
                return -Errno.EINVAL;
            }
            int fd = IoUring.setup(entries, params);
            int features = io_uring_params.features(params);
            io_uring_params.features(params, features & ~lackedFeatures);
            return fd;
        }

        @Override
        public int register(int fd, int opcode, MemorySegment argument, int count) {
            boolean unknown = unknownRegistrations.contains(opcode);
            return unknown ? -Errno.EINVAL : IoUring.register(fd, opcode, argument, count);
        }
    }

    static Stream<RingSetup> setups() {
        RingSetup plain = RingSetup.of(RingMode.DEFERRED);
        return Stream.of(
                plain,
                plain.withIndexArray(),
                plain.withRegisteredDescriptor(true),
                plain.withRegisteredWaits(true),
                everything(RingMode.DEFERRED),
                RingSetup.of(RingMode.COOPERATIVE),
                RingSetup.of(RingMode.PROMPT),
                RingSetup.of(RingMode.POLLED),
                everything(RingMode.POLLED));
    }

    private static RingSetup everything(RingMode mode) {
        return RingSetup.of(mode)
                .withIndexArray()
                .withRegisteredDescriptor(true)
                .withRegisteredWaits(true);
    }

    @BeforeEach
    void needsRings() {
        var support = RingProbe.probe("ring", "FUTEX_WAIT", LinuxUapi.IORING_OP_FUTEX_WAIT());
        assumeTrue(support.available(), support.reason());
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
    void waitIsWokenByAnotherThreadWhileTheOwnerSleeps(RingSetup setup) throws Exception {
        try (Ring ring = open(setup)) {
            for (int round = 0; round < 3 * WORDS; round++) { // around the queue
                queue(ring, round % WORDS);
                FutexWord word = words[round % WORDS];
                Thread waker = Thread.ofPlatform().start(() -> wakeOnceQueued(word));
                assertThat(reap(ring, 1, LONG)).containsExactly(new Completion(round % WORDS, 0));
                waker.join();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void waitIsWokenByAnotherThreadWithoutALimitOfTime(RingSetup setup) throws Exception {
        try (Ring ring = open(setup)) {
            queue(ring, 0);
            Thread waker = Thread.ofPlatform().start(() -> wakeOnceQueued(words[0]));
            assertThat(reap(ring, 1, Ring.FOREVER)).containsExactly(new Completion(0, 0));
            waker.join();
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void waitsAreCancelled(RingSetup setup) {
        try (Ring ring = open(setup)) {
            queue(ring, 0);
            queue(ring, 1);
            queue(ring, 2);
            ring.submit();
            assertThat(ring.submissions().pending()).as("taken").isZero();
            ring.submissions().cancel(1);
            ring.submissions().cancelEverything();
            assertThat(reap(ring, 5, LONG))
                    .filteredOn(c -> UserData.isEntry(c.userData))
                    .containsExactlyInAnyOrder(
                            new Completion(0, -Errno.ECANCELED),
                            new Completion(1, -Errno.ECANCELED),
                            new Completion(2, -Errno.ECANCELED));
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void enterTimesOutNotBeforeItsTimeAndNotLongAfter(RingSetup setup) {
        try (Ring ring = open(setup)) {
            queue(ring, 0);
            for (long span : new long[] {3_000_000, SECOND + 20_000_000, 1_000_000}) {
                long begin = System.nanoTime();
                ring.enter(1, span, Guards.NONE);
                assertThat(System.nanoTime() - begin).isBetween(span, span + 10 * SECOND);
                assertThat(ring.hasCompletions()).isFalse();
            }
            ring.submissions().cancelEverything(); // or it takes wakes of who gets this memory next
            assertThat(reap(ring, 2, LONG)).contains(new Completion(0, -Errno.ECANCELED));
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void fullQueueIsHandedOverAndReused(RingSetup setup) {
        try (Ring ring = Ring.open(4, setup, RingCalls.KERNEL)) {
            for (int i = 0; i < 5 * WORDS; i++) {
                ring.reserve();
                words[i % WORDS].set(1); // completes at once, and says which entry it was
                ring.submissions().futexWait(words[i % WORDS], 0, FutexWord.ANY_BIT, i);
            }
            assertThat(reap(ring, 5 * WORDS, LONG))
                    .extracting(Completion::userData)
                    .containsExactlyElementsOf(
                            Stream.iterate(0L, i -> i + 1).limit(5 * WORDS).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void batchEndsWithItsLastCompletion(RingSetup setup) {
        try (Ring ring = open(setup)) {
            queueAndWake(ring, WORDS);
            ring.enterForBatch(WORDS, LONG, Ring.FOREVER, Guards.NONE);
            assertThat(ring.completions().available())
                    .isEqualTo(ring.takesLeast() ? WORDS : ring.completions().available())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void batchThatStaysShortEndsAfterTheLeastWait(RingSetup setup) {
        try (Ring ring = open(setup)) {
            assumeTrue(ring.takesLeast(), "no minimum wait before Linux 6.12");
            queueAndWake(ring, 2);
            long begin = System.nanoTime();
            ring.enterForBatch(WORDS, 20_000_000, Ring.FOREVER, Guards.NONE);
            assertThat(System.nanoTime() - begin).isBetween(20_000_000L, 10 * SECOND);
            assertThat(ring.completions().available()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("setups")
    void batchWithoutCompletionsGoesOnAfterTheLeastWait(RingSetup setup) throws Exception {
        try (Ring ring = open(setup)) {
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
            ring.enterForBatch(WORDS, 1_000_000, Ring.FOREVER, Guards.NONE);
            assertThat(ring.completions().available()).isEqualTo(1);
            waker.join();
        }
    }

    @Test
    void everyOptionIsInEffectWhereTheKernelHasIt() {
        try (Ring ring = open(everything(RingMode.DEFERRED))) {
            assertThat(ring.setup().registeredDescriptor()).isTrue();
            assumeTrue(ring.setup().registeredWaits(), "no wait regions before Linux 6.13");
            assertThat(ring.setup()).isEqualTo(everything(RingMode.DEFERRED));
        }
    }

    @Test
    void whatAnOlderKernelRefusesIsLeftOut() {
        Older old =
                new Older(
                        Set.of(
                                LinuxUapi.IORING_REGISTER_MEM_REGION(),
                                LinuxUapi.IORING_REGISTER_RING_FDS()),
                        LinuxUapi.IORING_SETUP_NO_SQARRAY(),
                        0);
        RingSetup wished =
                RingSetup.of(RingMode.DEFERRED)
                        .withRegisteredDescriptor(true)
                        .withRegisteredWaits(true);
        try (Ring ring = Ring.open(WORDS, wished, old)) {
            assertThat(ring.setup())
                    .isEqualTo(RingSetup.of(RingMode.DEFERRED).withIndexArray())
                    .hasToString("DEFERRED, index array");
            queueAndWake(ring, WORDS);
            assertThat(reap(ring, WORDS, LONG)).hasSize(WORDS).allMatch(c -> c.result == 0);
        }
    }

    @Test
    void batchIsOneCompletionWhereThereIsNoMinimumWait() {
        Older old = new Older(Set.of(), 0, LinuxUapi.IORING_FEAT_MIN_TIMEOUT());
        try (Ring ring = Ring.open(WORDS, RingSetup.of(RingMode.DEFERRED), old)) {
            assertThat(ring.takesLeast()).isFalse();
            queueAndWake(ring, 2);
            ring.enterForBatch(WORDS, LONG, Ring.FOREVER, Guards.NONE);
            assertThat(ring.completions().available()).isEqualTo(2);
        }
    }

    @Test
    void ringThatCannotBeEnabledIsRefusedWithTheErrno() {
        Older broken = new Older(Set.of(LinuxUapi.IORING_REGISTER_ENABLE_RINGS()), 0, 0);
        RingSetup wished = RingSetup.of(RingMode.DEFERRED).withRegisteredWaits(true);
        assertThatThrownBy(() -> Ring.open(WORDS, wished, broken))
                .isInstanceOfSatisfying(
                        RingRefusedException.class,
                        e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
    }

    @Test
    void registeredDescriptorsRunOutAfterSixteenAndComeBackWithTheOwnersClose() {
        RingSetup wished = RingSetup.of(RingMode.DEFERRED).withRegisteredDescriptor(true);
        for (int round = 0; round < 2; round++) {
            List<Ring> rings = new ArrayList<>();
            try {
                for (int i = 0; i < 17; i++) {
                    rings.add(Ring.open(2, wished, RingCalls.KERNEL));
                }
                assertThat(rings)
                        .extracting(ring -> ring.setup().registeredDescriptor())
                        .startsWith(true, true)
                        .endsWith(true, false);
                queueAndWake(rings.get(16), 1);
                assertThat(reap(rings.get(16), 1, LONG)).hasSize(1);
            } finally {
                rings.forEach(Ring::close);
            }
        }
    }

    /** Why registered descriptors are not for rings that others may close. */
    @Test
    void waitsOutliveAForeignCloseOfARegisteredRingUntilTheOwnerEnds() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch armed = new CountDownLatch(1);
        Ring[] ring = new Ring[1];
        Thread owner =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    ring[0] = open(registered());
                                    queue(ring[0], 0);
                                    ring[0].submit();
                                    armed.countDown();
                                    awaitQuietly(closed, 30_000);
                                });
        assertThat(armed.await(30, TimeUnit.SECONDS)).isTrue();
        ring[0].close();
        assertThat(words[0].wakeOne()).as("the closed ring still waits").isEqualTo(1);
        closed.countDown();
        owner.join();
    }

    private static RingSetup registered() {
        return RingSetup.of(RingMode.DEFERRED).withRegisteredDescriptor(true);
    }

    private static Ring open(RingSetup setup) {
        return Ring.open(WORDS, setup, RingCalls.KERNEL);
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

    private static List<Completion> reap(Ring ring, int count, long nanos) {
        List<Completion> all = new ArrayList<>();
        while (all.size() < count) {
            ring.enter(1, nanos, Guards.NONE);
            CompletionQueue completions = ring.completions();
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
