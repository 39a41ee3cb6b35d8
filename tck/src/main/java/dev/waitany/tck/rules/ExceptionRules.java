/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.CutFile;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWords;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule 23: an exception ends one wait. It loses no wake, and the next wait works. */
@SuppressWarnings("MustBeClosedChecker") // arenas are closed at chosen moments
public interface ExceptionRules extends ContractRules {
    /** An arena is closed while a wait on a word of it begins. */
    @Test
    default void rule23_nextWaitWorksAfterOneThatAClosedArenaEnded() {
        AtomicReference<@Nullable Arena> doomed = new AtomicReference<>();
        FutexWord kept = fixture().words().one();
        WaitSet good = WaitSet.of(kept);
        int rounds = fixture().rounds(300);
        TestThread<Boolean> closer =
                fixture()
                        .threads()
                        .start(
                                "closer",
                                () -> {
                                    for (int round = 0; round < rounds; round++) {
                                        closeSoon(doomed);
                                    }
                                    return true;
                                });
        TestThread<Boolean> waiter =
                fixture()
                        .threads()
                        .start(
                                "waiter",
                                () -> {
                                    for (int round = 0; round < rounds; round++) {
                                        Arena arena = Arena.ofShared();
                                        WaitSet bad = WaitSet.of(kept, FutexWord.allocate(arena));
                                        doomed.set(arena);
                                        awaitWhileItsArenaIsClosed(bad);
                                        untilClosed(doomed);
                                        Expect.timedOut(waitAny().await(good, fixture().soon()));
                                    }
                                    return true;
                                });
        assertThat(waiter.result()).isTrue();
        assertThat(closer.result()).isTrue();
        fixture().untilWaiting(kept, 0);
    }

    private void awaitWhileItsArenaIsClosed(WaitSet set) {
        try {
            Expect.timedOut(waitAny().await(set, Deadline.after(Duration.ofNanos(100_000))));
        } catch (IllegalStateException closed) {
            assertThat(set.word(1).segment().scope().isAlive()).as("%s", closed).isFalse();
        } catch (InterruptedException byTheJdk) {
            Thread.currentThread().interrupt(); // as below
        }
    }

    /** The JDK at times sets the interrupt status of a thread whose arena is closed. */
    private static void untilClosed(AtomicReference<@Nullable Arena> doomed) {
        while (doomed.get() != null) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }

    /** Closes the next arena up to 60 µs after it was offered, and takes the offer back. */
    private static void closeSoon(AtomicReference<@Nullable Arena> doomed) {
        Arena arena = doomed.get();
        while (arena == null) {
            Thread.onSpinWait();
            arena = doomed.get();
        }
        long until = System.nanoTime() + ThreadLocalRandom.current().nextInt(60_000);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        closeWhenFree(arena);
        doomed.set(null);
    }

    private static boolean closeWhenFree(Arena arena) {
        while (true) {
            try {
                arena.close();
                return true;
            } catch (IllegalStateException held) {
                Thread.onSpinWait();
            }
        }
    }

    /**
     * The arena of another word is closed as soon as the wait leaves it. The wait reports its wake,
     * or the wake goes to another waiter.
     */
    @Test
    default void rule23_wakeSurvivesTheClosingOfAnotherArena() {
        FutexWord word = fixture().words().one();
        for (int round = 0; round < fixture().rounds(100); round++) {
            Arena doomed = Arena.ofShared();
            WaitSet set = WaitSet.of(word, FutexWord.allocate(doomed));
            TestThread<WaitResult> first = fixture().waiter("first", set);
            fixture().untilWaiting(word, 1);
            TestThread<WaitResult> second = fixture().waiter("second", WaitSet.of(word));
            fixture().untilWaiting(word, 2);
            TestThread<Boolean> closer =
                    fixture().threads().start("closer", () -> closeWhenFree(doomed));
            fixture().changeForACountedWake(word);
            assertThat(word.wakeOne()).isEqualTo(1);
            fixture().until(() -> first.isDone() || second.isDone(), () -> "the wake ended a wait");
            if (!first.isDone()) {
                word.wakeOne(); // the second was woken, or is woken by the first, which is failing
            }
            if (!first.hasFailed()) {
                Expect.ready(first.result(), 0);
                word.wakeOne();
            }
            Expect.ready(second.result(), 0);
            assertThat(closer.result()).isTrue();
            fixture().threads().joinAndForget();
        }
    }

    /**
     * The page of a word is missing when a wait looks at it: first while the wait is blocked, as
     * its deadline passes, and then when it begins.
     */
    @Test
    default void rule23_setIsUsableAfterAnError() throws Exception {
        int failed = 0;
        try (CutFile file = new CutFile()) {
            WaitSet set = WaitSet.of(file.word());
            // the deadline may pass before the cut, so there may be more rounds
            for (int round = 0; round < 3 || (failed < 2 && round < 100); round++) {
                failed += failsWhileBlocked(set, file) ? 1 : 0;
                Expect.timedOut(waitAny().await(set, fixture().soon()));
                file.cut();
                assertThatThrownBy(() -> waitAny().await(set, Deadline.never()))
                        .isInstanceOf(InternalError.class);
                failsAtOnceOrLater(set);
                untilFree(set); // while the page is missing, as the JVM may throw late
                file.restore();
                Expect.timedOut(waitAny().await(set, fixture().soon()));
            }
        }
        assertThat(failed).as("waits that failed while they were blocked").isGreaterThan(1);
    }

    /** Returns whether a wait failed whose page was cut off before its deadline. */
    private boolean failsWhileBlocked(WaitSet set, CutFile file) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        TestThread<Boolean> cutter =
                fixture()
                        .threads()
                        .start(
                                "cutter",
                                () -> {
                                    fixture()
                                            .until(
                                                    () -> over.get() || isQueued(file.word()),
                                                    () -> "the wait was queued");
                                    file.cut();
                                    return true;
                                });
        Duration span = fixture().atMost(Duration.ofMillis(20));
        Throwable failure = catchThrowable(() -> waitAny().await(set, Deadline.after(span)));
        over.set(true);
        assertThat(cutter.result()).isTrue();
        if (failure != null) {
            assertThat(failure).isInstanceOf(InternalError.class);
            untilFree(set);
        }
        file.restore();
        return failure != null;
    }

    private static boolean isQueued(FutexWord word) {
        return TestWords.waiters(word) > 0;
    }

    /** The JVM may deliver the error of a look at a missing page after the wait has begun. */
    private void failsAtOnceOrLater(WaitSet set) {
        assertThatThrownBy(
                        () ->
                                waitAny()
                                        .awaitAsync(set, Deadline.never())
                                        .get(fixture().soon().remaining(), NANOSECONDS))
                .isInstanceOfAny(InternalError.class, ExecutionException.class);
    }

    private void untilFree(WaitSet set) {
        fixture()
                .until(
                        () ->
                                catchThrowable(() -> waitAny().await(set, Deadline.never()))
                                        instanceof InternalError,
                        () -> "the set is free");
    }
}
