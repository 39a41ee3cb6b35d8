/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.ManualResetEvent;
import dev.waitany.objects.ObjectWaitResult;
import dev.waitany.objects.Semaphore;
import dev.waitany.objects.WaitableObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Cases 44 to 48, 54 and 55: events for which threads wait. */
public interface WaitingEventCases extends ObjectCases {
    private FutureTask<ObjectWaitResult> waiter(Semaphore semaphore, WaitableObject event) {
        FutureTask<ObjectWaitResult> waiter =
                objects().start("waiter", () -> objects().any(semaphore, event));
        objects().untilWaiting(event, 1);
        return waiter;
    }

    @Test
    default void case044_setServesTheWaiter() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 3);
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        FutureTask<ObjectWaitResult> waiter = waiter(semaphore, event);
        assertThat(event.set()).isFalse();
        if (objects().handsOff()) {
            assertThat(event.isSet()).as("straight after").isFalse();
        }
        taken(Peer.result(waiter), 1);
        assertThat(event.isSet()).isFalse();
    }

    @Test
    default void case045_pulseServesTheWaiter() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 3);
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        FutureTask<ObjectWaitResult> waiter = waiter(semaphore, event);
        assertThat(event.pulse()).isFalse();
        assertThat(event.isSet()).as("straight after").isFalse();
        taken(Peer.result(waiter), 1);
    }

    @Test
    default void case046_setOfAManualEventStays() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 3);
        ManualResetEvent event = objects().domain().manualResetEvent(false);
        FutureTask<ObjectWaitResult> waiter = waiter(semaphore, event);
        assertThat(event.set()).isFalse();
        assertThat(event.isSet()).as("straight after").isTrue();
        taken(Peer.result(waiter), 1);
        assertThat(event.reset()).isTrue();
    }

    @Test
    default void case047_pulseEndsOneOfTwoWaits() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        List<FutureTask<ObjectWaitResult>> waiters = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiters.add(objects().start("waiter " + i, () -> objects().any(event)));
        }
        objects().untilWaiting(event, 2);
        event.pulse();
        assertThat(event.isSet()).isFalse();
        assertThat(event.waiters()).hasSize(1);
        until(() -> waiters.stream().anyMatch(FutureTask::isDone));
        assertThat(waiters.stream().filter(FutureTask::isDone)).hasSize(1);
        event.set();
        for (FutureTask<ObjectWaitResult> waiter : waiters) {
            taken(Peer.result(waiter), 0);
        }
    }

    @Test
    default void case048_aPulseIsNeverRead() throws Exception {
        ManualResetEvent event = objects().domain().manualResetEvent(false);
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<Boolean> reader =
                objects()
                        .start(
                                "reader",
                                () -> {
                                    boolean seen = false;
                                    while (!over.get()) {
                                        seen |= event.isSet();
                                        Thread.onSpinWait();
                                    }
                                    return seen;
                                });
        for (int i = 0; i < 2_000; i++) {
            event.pulse();
        }
        over.set(true);
        assertThat(Peer.result(reader)).isFalse();
    }

    @Test
    default void case054_pingPong() throws Exception {
        AutoResetEvent ping = objects().domain().autoResetEvent(true);
        AutoResetEvent pong = objects().domain().autoResetEvent(false);
        FutureTask<Integer> one = objects().start("one", () -> play(ping, pong));
        FutureTask<Integer> two = objects().start("two", () -> play(pong, ping));
        assertThat(Peer.result(one) + Peer.result(two)).isEqualTo(20);
    }

    private int play(AutoResetEvent mine, AutoResetEvent other) throws InterruptedException {
        int taken = 0;
        for (int i = 0; i < 10; i++) {
            if (objects().any(mine).isTaken()) {
                taken++;
            }
            other.set();
        }
        return taken;
    }

    /** No bound on the time: the test's limit is the only one on a machine that is busy. */
    @Test
    default void case055_setEndsAWaitWithoutADeadline() throws Exception {
        for (WaitableObject event :
                List.of(
                        objects().domain().autoResetEvent(false),
                        objects().domain().manualResetEvent(false))) {
            FutureTask<ObjectWaitResult> waiter =
                    objects().start("waiter", () -> objects().any(event));
            objects().untilWaiting(event, 1);
            if (event instanceof AutoResetEvent auto) {
                auto.set();
            } else if (event instanceof ManualResetEvent manual) {
                manual.set();
            }
            taken(Peer.result(waiter), 0);
        }
    }
}
