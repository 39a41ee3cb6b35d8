/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.descriptor.DescriptorWatcher;
import dev.waitany.descriptor.DescriptorWord;
import dev.waitany.descriptor.EventFd;
import dev.waitany.descriptor.PollEvents;
import dev.waitany.tck.fixture.AllocatedBytes;
import dev.waitany.tck.fixture.ContractRules;
import dev.waitany.tck.fixture.TestThread;
import dev.waitany.tck.rules.GarbageRules;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rule 25: file descriptors in the same wait as words. */
public interface DescriptorRules extends ContractRules {
    @Test
    default void rule25_readyDescriptorEndsABlockedWaitWithItsEvents() {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd events = new EventFd();
                DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ)) {
            WaitSet set = WaitSet.of(fixture().words().one(), ready.word());
            ready.arm();
            TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
            fixture().untilWaiting(ready.word(), 1);
            events.add(1);

            assertThat(waiter.result().index()).isEqualTo(1);
            assertThat(ready.ready()).isEqualTo(PollEvents.READ);
        }
    }

    @Test
    default void rule25_otherWordsEndTheWaitAndLeaveTheDescriptorArmed() throws Exception {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd events = new EventFd();
                DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ)) {
            FutexWord fence = fixture().words().one();
            WaitSet set = WaitSet.of(ready.word(), fence);
            ready.arm();
            TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
            fixture().untilWaiting(fence, 1);
            fence.set(1);
            fence.wakeOne();

            assertThat(waiter.result().index()).isEqualTo(1);
            assertThat(ready.ready()).isEqualTo(DescriptorWord.NOT_READY);
            set.refresh();
            events.add(1);
            assertThat(waitAny().await(set, Deadline.never()).index()).isZero();
        }
    }

    /** Each arming looks at the descriptor again: level, and not edge. */
    @Test
    default void rule25_descriptorThatStaysReadyIsReportedUntilItIsEmptied() throws Exception {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd events = new EventFd();
                DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ)) {
            WaitSet set = WaitSet.of(ready.word());
            events.add(3);
            for (int i = 0; i < 3; i++) {
                ready.arm();
                assertThat(waitAny().await(set, Deadline.never()).index()).isZero();
            }
            assertThat(events.take()).isEqualTo(3);
            ready.arm();
            assertThat(waitAny().await(set, fixture().soon()).kind())
                    .isEqualTo(WaitResult.Kind.TIMED_OUT);
        }
    }

    /** Readiness is not consumed, so one event ends the waits of all kinds. */
    @Test
    default void rule25_oneEventEndsTheWaitsOfEveryWaiter() {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd events = new EventFd();
                DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ)) {
            List<WaitSet> sets =
                    List.of(
                            WaitSet.of(ready.word(), fixture().words().one()),
                            WaitSet.of(ready.word()),
                            WaitSet.of(fixture().words().one(), ready.word()));
            ready.arm();
            TestThread<WaitResult> platform = fixture().waiter("platform", sets.get(0));
            TestThread<WaitResult> virtual =
                    fixture()
                            .threads()
                            .startVirtual(
                                    "virtual",
                                    () -> waitAny().await(sets.get(1), Deadline.never()));
            CompletableFuture<WaitResult> future =
                    waitAny().awaitAsync(sets.get(2), Deadline.never());
            fixture().untilWaiting(ready.word(), 3);
            events.add(1);

            assertThat(platform.result().index()).isZero();
            assertThat(virtual.result().index()).isZero();
            assertThat(future.join().index()).isEqualTo(1);
        }
    }

    @Test
    default void rule25_armedSetIsToldOfEachEvent() throws Exception {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd events = new EventFd();
                DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ);
                ArmedSet armed = waitAny().arm(WaitSet.of(fixture().words().one(), ready.word()))) {
            for (int i = 1; i <= 3; i++) {
                ready.arm();
                events.add(i);
                assertThat(armed.await(Deadline.never()).index()).isEqualTo(1);
                assertThat(events.take()).isEqualTo(i);
                ready.arm();
                armed.rearm(1, DescriptorWord.NOT_READY);
            }
        }
    }

    /** The descriptor stays ready, so each arming is followed by an event. */
    @Test
    @Tag(GarbageRules.NEEDS_OPTIMIZER)
    default void rule25_armingMakesNoGarbage() throws Exception {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd events = new EventFd();
                DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ)) {
            events.add(1);
            AllocatedBytes.assertNone(
                    fixture().atMost(AllocatedBytes.LONGEST),
                    2_000,
                    () -> {
                        ready.arm();
                        while (ready.ready() == DescriptorWord.NOT_READY) {
                            Thread.onSpinWait();
                        }
                    },
                    "arm, until the event");
        }
    }

    @Test
    default void rule25_interruptEndsTheWaitAndTheDescriptorStaysArmed() throws Exception {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd events = new EventFd();
                DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ)) {
            WaitSet set = WaitSet.of(ready.word());
            ready.arm();
            TestThread<WaitResult> waiter = fixture().waiter("waiter", set);
            fixture().untilWaiting(ready.word(), 1);
            waiter.thread().interrupt();

            assertThat(waiter.failure()).isInstanceOf(InterruptedException.class);
            events.add(1);
            assertThat(waitAny().await(set, Deadline.never()).index()).isZero();
        }
    }

    @Test
    default void rule25_descriptorThatIsClosedUnderAWaitIsTold() {
        EventFd events = new EventFd();
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ)) {
            ready.arm();
            TestThread<WaitResult> waiter = fixture().waiter("waiter", WaitSet.of(ready.word()));
            fixture().untilWaiting(ready.word(), 1);
            events.close();

            assertThat(waiter.result().index()).isZero();
            assertThat(ready.ready()).isEqualTo(PollEvents.INVALID);
            assertThatIllegalStateException()
                    .isThrownBy(ready::arm)
                    .withMessageContaining("descriptor " + ready.descriptor())
                    .withMessageContaining("closed while it was watched");
        }
    }

    @Test
    default void rule25_closingTheWordEndsItsWaits() {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                EventFd events = new EventFd()) {
            DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ);
            ready.arm();
            TestThread<WaitResult> waiter = fixture().waiter("waiter", WaitSet.of(ready.word()));
            fixture().untilWaiting(ready.word(), 1);
            ready.close();

            assertThat(waiter.result().index()).isZero();
            assertThat(ready.ready()).isEqualTo(PollEvents.INVALID);
        }
    }

    @Test
    default void rule25_closingTheWatcherEndsAllWaits() {
        try (EventFd events = new EventFd();
                EventFd others = new EventFd()) {
            DescriptorWatcher watcher = DescriptorWatcher.open();
            FutexWord first = armed(watcher, events);
            FutexWord second = armed(watcher, others);
            TestThread<WaitResult> one = fixture().waiter("one", WaitSet.of(first));
            TestThread<WaitResult> both = fixture().waiter("both", WaitSet.of(second, first));
            fixture().untilWaiting(first, 2);
            watcher.close();

            assertThat(one.result().index()).isZero();
            assertThat(both.result().index()).isBetween(0, 1);
            assertThat(second.get()).isEqualTo(PollEvents.INVALID);
        }
    }

    private static FutexWord armed(DescriptorWatcher watcher, EventFd events) {
        DescriptorWord ready = watcher.watch(events.descriptor(), PollEvents.READ);
        ready.arm();
        return ready.word();
    }
}
