/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitAnyClosedException;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.Expect;
import dev.waitany.tck.fixture.TestThread;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Rule 4: closing a WaitAny ends its waits with an exception and leaves nothing behind. */
public interface ClosingRules extends ContractRules {
    @Test
    default void rule04_closeEndsEveryBlockedWait() {
        List<TestThread<WaitResult>> waiters = new ArrayList<>();
        List<WaitSet> sets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            WaitSet set = fixture().words().set(3);
            sets.add(set);
            waiters.add(fixture().waiter("waiter " + i, set));
            fixture().untilWaiting(set, 1);
        }
        waitAny().close();
        for (TestThread<WaitResult> waiter : waiters) {
            assertThat(waiter.failure())
                    .isInstanceOf(WaitAnyClosedException.class)
                    .hasMessageContaining("closed");
        }
        for (WaitSet set : sets) {
            assertThat(set.word(2).wakeAll()).as("waiters left").isZero();
        }
    }

    @Test
    default void rule04_closeEndsVirtualAsyncAndArmedWaitsToo() throws Exception {
        WaitSet virtual = fixture().words().set(2);
        WaitSet async = fixture().words().set(2);
        WaitSet armed = fixture().words().set(2);
        TestThread<WaitResult> parked =
                fixture()
                        .threads()
                        .startVirtual("virtual", () -> waitAny().await(virtual, Deadline.never()));
        CompletableFuture<WaitResult> future = waitAny().awaitAsync(async, Deadline.never());
        TestThread<WaitResult> onArmed =
                fixture()
                        .threads()
                        .start(
                                "armed",
                                () -> {
                                    try (ArmedSet set = waitAny().arm(armed)) {
                                        return set.await(Deadline.never());
                                    }
                                });
        fixture().untilWaiting(virtual, 1);
        fixture().untilWaiting(async, 1);
        fixture().untilWaiting(armed, 1);
        waitAny().close();
        assertThat(parked.failure()).isInstanceOf(WaitAnyClosedException.class);
        assertThat(onArmed.failure()).isInstanceOf(WaitAnyClosedException.class);
        fixture().until(future::isDone, () -> "the future was done");
        assertThatThrownBy(future::join).hasCauseInstanceOf(WaitAnyClosedException.class);
    }

    @Test
    default void rule04_closedWaitAnyRefusesEverything() {
        WaitAny closed = waitAny();
        WaitSet set = fixture().words().set(2);
        set.word(0).set(1);
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.await(set, Deadline.now()))
                .isInstanceOf(WaitAnyClosedException.class);
        assertThatThrownBy(() -> closed.awaitAsync(set, Deadline.now()))
                .isInstanceOf(WaitAnyClosedException.class);
        assertThatThrownBy(() -> closed.arm(set)).isInstanceOf(WaitAnyClosedException.class);
        assertThat(closed.toString()).contains("closed");
    }

    @Test
    default void rule04_setServesAnotherWaitAnyAfterClose() throws Exception {
        WaitSet set = fixture().words().set(2);
        TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
        fixture().untilWaiting(set, 1);
        waitAny().close();
        assertThat(waiter.failure()).isInstanceOf(WaitAnyClosedException.class);
        Expect.timedOut(fixture().openAnother().await(set, Deadline.now()));
    }

    @Test
    default void rule04_closeRacingWithWaitsEndsAllOfThem() {
        for (int round = 0; round < fixture().rounds(100); round++) {
            WaitAny racing = fixture().openAnother();
            List<TestThread<WaitResult>> waiters = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                WaitSet set = fixture().words().set(2);
                waiters.add(
                        fixture()
                                .threads()
                                .start("waiter " + i, () -> racing.await(set, Deadline.never())));
            }
            racing.close();
            waiters.forEach(
                    waiter ->
                            assertThat(waiter.failure())
                                    .isInstanceOf(WaitAnyClosedException.class));
            fixture().threads().joinAndForget();
        }
    }

    /** Counts open files (rings among them) and threads, as the kernel lists them. */
    @Test
    default void rule04_openingAndClosingLeavesNothingBehind() {
        openWaitAndClose(3);
        int files = entries("/proc/self/fd");
        int threads = entries("/proc/self/task");
        int rounds = 30;
        openWaitAndClose(rounds);
        // the JVM may open a file or start a thread meanwhile, but not one in each round
        fixture()
                .until(
                        () -> entries("/proc/self/fd") < files + rounds / 2,
                        () -> entries("/proc/self/fd") + " open files were about " + files);
        fixture()
                .until(
                        () -> entries("/proc/self/task") < threads + rounds / 2,
                        () -> entries("/proc/self/task") + " threads were about " + threads);
    }

    private void openWaitAndClose(int rounds) {
        for (int round = 0; round < rounds; round++) {
            WaitAny waitAny = fixture().openAnother();
            WaitSet set = fixture().words().set(2);
            TestThread<WaitResult> waiter =
                    fixture().threads().start("waiter", () -> waitAny.await(set, Deadline.never()));
            fixture().untilWaiting(set, 1);
            assertThat(set.word(1).wakeOne()).isEqualTo(1);
            Expect.woken(waiter.result(), 1);
            waitAny.close();
            fixture().threads().joinAndForget();
        }
    }

    private static int entries(String folder) {
        String[] names = new File(folder).list();
        if (names == null) {
            throw new AssertionError(folder + " cannot be listed");
        }
        return names.length;
    }
}
