/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.ring.uring.RequiredRings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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
    private static final Duration LONG = FaultInjection.LONG;
    private static final int MOST_TRIES = FaultInjection.MOST_TRIES;

    private final FaultInjection injection = new FaultInjection();

    @AfterEach
    void free() {
        injection.close();
    }

    @BeforeAll
    static void needsRings() {
        RequiredRings.assume();
    }

    @AfterAll
    static void report() {
        System.out.println("strategies: " + FaultInjection.injected() + " faults injected");
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void blockingWaitsSurviveEveryFault(FaultInjection.Tried tried) throws Exception {
        injection.everywhere(tried, any -> blocking(any, 3, Deadline.after(LONG)));
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void waitsWithRealtimeDeadlinesSurviveEveryFault(FaultInjection.Tried tried) throws Exception {
        Deadline far = Deadline.atTime(Instant.now().plusSeconds(3600));
        injection.everywhere(tried, any -> blocking(any, 3, far));
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void waitsOnManyWordsSurviveEveryFault(FaultInjection.Tried tried) throws Exception {
        injection.everywhere(tried, any -> blocking(any, 300, Deadline.after(LONG)));
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void armedSetsSurviveEveryFault(FaultInjection.Tried tried) throws Exception {
        injection.everywhere(tried, injection::armed);
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void pendingWaitsSurviveEveryFault(FaultInjection.Tried tried) throws Exception {
        injection.everywhere(tried, this::pending);
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void waitsGiveUpRingsThatCannotBeEntered(FaultInjection.Tried tried) throws Exception {
        injection.persistently(tried, any -> blocking(any, 3, Deadline.after(LONG)));
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void armedSetsGiveUpRingsThatCannotBeEntered(FaultInjection.Tried tried) throws Exception {
        injection.persistently(tried, injection::armed);
    }

    @ParameterizedTest
    @EnumSource(FaultInjection.Tried.class)
    void pollersThatCannotEnterTheirRingsAreReplaced(FaultInjection.Tried tried) throws Exception {
        injection.persistently(tried, this::pending);
    }

    /** One wait that may fail, and then one that must not. */
    private int blocking(WaitAny any, int size, Deadline deadline) throws Exception {
        WaitSet set = WaitSet.of(Stream.of(injection.words).limit(size).toArray(FutexWord[]::new));
        int told = 0;
        boolean worked = false;
        for (int tries = 0; tries < MOST_TRIES && !worked; tries++) {
            try {
                told += FaultInjection.told(any.await(set, deadline));
                worked = true;
            } catch (IllegalStateException | Error injected) {
                worked = false;
            }
        }
        assertThat(worked).as("the next wait works").isTrue();
        return told;
    }

    /** A wait next to a neighbour, which no fault of the other may take off its word for good. */
    private int pending(WaitAny any) throws Exception {
        int told = 0;
        boolean worked = false;
        for (int tries = 0; tries < MOST_TRIES && !worked; tries++) {
            CompletableFuture<WaitResult> neighbour = null;
            try {
                neighbour = any.awaitAsync(WaitSet.of(injection.words[3]), Deadline.never());
                told +=
                        FaultInjection.told(
                                any.awaitAsync(
                                                WaitSet.of(
                                                        injection.words[0],
                                                        injection.words[1],
                                                        injection.words[2]),
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
        FutexWord word = injection.words[3];
        FaultInjection.until(
                () -> neighbour.isDone() || Futex.waiters(word.segment(), false) == 1,
                "the neighbour on its word or failed",
                neighbour);
        int woken = word.wakeOne();
        FaultInjection.until(neighbour::isDone, "the neighbour woken or failed", neighbour);
        if (!neighbour.isCompletedExceptionally()) {
            assertThat(woken).isEqualTo(1);
            assertThat(neighbour.join().kind()).isEqualTo(WaitResult.Kind.WOKEN);
        }
    }
}
