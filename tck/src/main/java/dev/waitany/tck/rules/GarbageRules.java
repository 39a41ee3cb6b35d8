/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.AllocatedBytes;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.fixture.TestWhere;
import dev.waitany.tck.fixture.Trait;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rule 9: in steady state a strategy that starts no threads makes no garbage. */
public interface GarbageRules extends ContractRules {
    /**
     * Tag of the tests that pass only after the optimizing compiler has compiled the calls. Exclude
     * it in a JVM without that compiler, and where compiling takes too long.
     */
    String NEEDS_OPTIMIZER = "needs-optimizer";

    @Test
    @Tag(NEEDS_OPTIMIZER)
    default void rule09_wakeMakesNoGarbage() throws Exception {
        FutexWord word = fixture().words().one();
        AllocatedBytes.assertNone(longest(), 20_000, word::wakeOne, "wakeOne");
    }

    @TestWhere(Trait.STARTS_NO_THREADS)
    @Tag(NEEDS_OPTIMIZER)
    default void rule09_blockedWaitMakesNoGarbage() throws Exception {
        WaitSet set = fixture().words().set(Math.min(8, waitAny().capabilities().maxWords()));
        Deadline never = Deadline.never();
        whileWoken(
                set,
                () ->
                        AllocatedBytes.assertNone(
                                longest(),
                                3_000,
                                () -> waitAny().await(set, never),
                                "await that a wake ends"));
    }

    @TestWhere(Trait.STARTS_NO_THREADS)
    @Tag(NEEDS_OPTIMIZER)
    default void rule09_timedOutWaitMakesNoGarbage() throws Exception {
        WaitSet set = fixture().words().set(4);
        Deadline now = Deadline.now();
        AllocatedBytes.assertNone(
                longest(), 20_000, () -> waitAny().await(set, now), "await that times out");
    }

    @TestWhere(Trait.STARTS_NO_THREADS)
    @Tag(NEEDS_OPTIMIZER)
    default void rule09_waitForANumberOfNanosecondsMakesNoGarbage() throws Exception {
        WaitSet set = fixture().words().set(4);
        blockOnce(set);
        AllocatedBytes.assertNone(
                longest(),
                500,
                () -> waitAny().await(set, shortWait()),
                "await that times out soon");
    }

    @TestWhere(Trait.STARTS_NO_THREADS)
    @Tag(NEEDS_OPTIMIZER)
    default void rule09_setsUsedByTurnsMakeNoGarbage() throws Exception {
        WaitSet first = fixture().words().set(3);
        WaitSet second = fixture().words().set(4);
        blockOnce(first);
        AllocatedBytes.assertNone(
                longest(),
                500,
                () -> {
                    waitAny().await(first, shortWait());
                    waitAny().await(second, shortWait());
                },
                "awaits on two sets by turns");
    }

    /** As a runtime waits that gets another array of handles for each call. */
    @TestWhere(Trait.STARTS_NO_THREADS)
    @Tag(NEEDS_OPTIMIZER)
    default void rule09_refilledSetMakesNoGarbage() throws Exception {
        WaitSet words = fixture().words().set(8);
        WaitSet set = WaitSet.ofCapacity(4);
        int[] calls = {0};
        blockOnce(words);
        AllocatedBytes.assertNone(
                longest(),
                500,
                () -> {
                    set.clear();
                    for (int i = 0; i < 4; i++) {
                        set.add(words.word((calls[0] + i) % words.size()), 0);
                    }
                    calls[0]++;
                    waitAny().await(set, shortWait());
                },
                "await on a set that was filled again");
    }

    @TestWhere(Trait.STAYS_ARMED)
    @Tag(NEEDS_OPTIMIZER)
    default void rule09_armedWaitForANumberOfNanosecondsMakesNoGarbage() throws Exception {
        try (ArmedSet armed = waitAny().arm(fixture().words().set(4))) {
            AllocatedBytes.assertNone(
                    longest(), 500, () -> armed.await(shortWait()), "armed await that times out");
        }
    }

    @TestWhere(Trait.STAYS_ARMED)
    @Tag(NEEDS_OPTIMIZER)
    default void rule09_armedWaitAndRearmMakeNoGarbage() throws Exception {
        WaitSet set = fixture().words().set(8);
        Deadline never = Deadline.never();
        try (ArmedSet armed = waitAny().arm(set)) {
            whileWoken(
                    set,
                    () ->
                            AllocatedBytes.assertNone(
                                    longest(),
                                    3_000,
                                    () -> {
                                        int index = armed.await(never).index();
                                        armed.rearm(index, 0);
                                    },
                                    "armed await and rearm"));
        }
    }

    /** A thread's steady state begins when it has blocked once: then it has a waiter. */
    private void blockOnce(WaitSet set) throws InterruptedException {
        Expect.timedOut(
                waitAny().await(set, Deadline.after(fixture().atMost(Duration.ofMillis(50)))));
    }

    /** Returns the nanoseconds of a wait that blocks, unless the machine is very slow. */
    private static long shortWait() {
        return 50_000;
    }

    private Duration longest() {
        return fixture().atMost(AllocatedBytes.LONGEST);
    }

    /** Runs work while another thread keeps waking a word of the set without changing it. */
    private void whileWoken(WaitSet set, Work work) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        TestThread<Integer> waker =
                fixture()
                        .threads()
                        .start(
                                "waker",
                                () -> {
                                    int wakes = 0;
                                    while (!over.get()) {
                                        wakes +=
                                                set.word(0)
                                                        .wakeOne(); // one word only, so that there
                                        // is no surplus to list
                                    }
                                    return wakes;
                                });
        try {
            work.run();
        } finally {
            over.set(true);
        }
        waker.result();
    }

    /** Work that is measured. */
    interface Work {
        void run() throws Exception;
    }
}
