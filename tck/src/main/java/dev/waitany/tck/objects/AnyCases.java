/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.alerted;
import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.timedOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.Deadline;
import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.ManualResetEvent;
import dev.waitany.objects.Mutex;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.ObjectWaitResult;
import dev.waitany.objects.Semaphore;
import dev.waitany.objects.WaitList;
import dev.waitany.objects.WaitListException;
import dev.waitany.objects.WaitableObject;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Cases 60 to 62, 65 to 72: waits for any. */
public interface AnyCases extends ObjectCases {
    @Test
    default void case060_upToTheLimitOfTheDomain() throws Exception {
        ObjectDomain domain = objects().domain();
        WaitList list = domain.list();
        for (int i = 0; i < domain.mostObjects(); i++) {
            list.add(domain.manualResetEvent(i == 0));
            if (i == 63) {
                taken(domain.waitAny(list, Deadline.now()), 0);
            }
        }
        taken(domain.waitAny(list, Deadline.now()), 0);
        assertThatExceptionOfType(WaitListException.class)
                .isThrownBy(() -> list.add(domain.manualResetEvent(true)))
                .satisfies(
                        refused -> {
                            assertThat(refused.reason())
                                    .isEqualTo(WaitListException.Reason.TOO_MANY);
                            assertThat(refused.index()).isEqualTo(domain.mostObjects());
                        });
    }

    @Test
    default void case061_theOneThatIsSet() throws Exception {
        ManualResetEvent[] events = new ManualResetEvent[3];
        for (int i = 0; i < 3; i++) {
            events[i] = objects().domain().manualResetEvent(i == 2);
        }
        taken(objects().poll(events), 2);
        events[2].reset();
        timedOut(objects().poll(events));
    }

    @Test
    default void case062_theOneThatIsSetWhileBlocked() throws Exception {
        AutoResetEvent[] events = new AutoResetEvent[10];
        for (int i = 0; i < events.length; i++) {
            events[i] = objects().domain().autoResetEvent(false);
        }
        FutureTask<ObjectWaitResult> waiter =
                objects().start("waiter", () -> objects().any(events));
        objects().untilWaiting(events[9], 1);
        events[5].set();
        taken(Peer.result(waiter), 5);
        timedOut(objects().poll(events));
    }

    @Test
    default void case065_nullIsRefusedByItsPlace() {
        ObjectDomain domain = objects().domain();
        AutoResetEvent set = domain.autoResetEvent(true);
        assertThatExceptionOfType(WaitListException.class)
                .isThrownBy(() -> objects().poll(set, none()))
                .satisfies(
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(WaitListException.Reason.NULL);
                            assertThat(refused.index()).isEqualTo(1);
                        });
        assertThatExceptionOfType(WaitListException.class)
                .isThrownBy(objects()::poll)
                .satisfies(
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(WaitListException.Reason.EMPTY));
        assertThat(set.isSet()).isTrue();
    }

    @SuppressWarnings("NullAway") // what the case is about
    private static WaitableObject none() {
        return null;
    }

    @Test
    default void case066_sameObjectTwiceReportsTheLowerIndex() throws Exception {
        ManualResetEvent event = objects().domain().manualResetEvent(true);
        taken(objects().poll(event, event), 0);
        AutoResetEvent auto = objects().domain().autoResetEvent(false);
        FutureTask<ObjectWaitResult> waiter =
                objects().start("waiter", () -> objects().any(auto, auto));
        objects().untilWaiting(auto, 2);
        auto.set();
        taken(Peer.result(waiter), 0);
        assertThat(auto.isSet()).isFalse();
    }

    @Test
    default void case067_onlyTheReportedObjectChanges() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(2, 2);
        AutoResetEvent event = objects().domain().autoResetEvent(true);
        Mutex mutex = objects().domain().mutex();
        taken(objects().poll(event, semaphore, mutex), 0);
        assertThat(event.isSet()).isFalse();
        assertThat(semaphore.count()).isEqualTo(2);
        assertThat(mutex.depth()).isZero();
    }

    @Test
    default void case068_aPassedDeadlineStillTakes() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(true);
        taken(event.await(Deadline.at(System.nanoTime() - 1)), 0);
        timedOut(event.await(Deadline.at(System.nanoTime() - 1)));
        event.set();
        taken(event.await(Deadline.atTime(Instant.EPOCH)), 0);
        timedOut(event.await(Deadline.atTime(Instant.EPOCH)));
    }

    @Test
    default void case069_aDeadlineOnTheWallClock() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        Instant deadline = Instant.now().plusMillis(50);
        timedOut(event.await(Deadline.atTime(deadline)));
        assertThat(Instant.now()).isAfterOrEqualTo(deadline);
    }

    @Test
    default void case070_anObjectOfAnotherDomainIsRefused() throws Exception {
        try (ObjectDomain other = ObjectDomain.open()) {
            AutoResetEvent own = objects().domain().autoResetEvent(true);
            AutoResetEvent foreign = other.autoResetEvent(true);
            assertThatExceptionOfType(WaitListException.class)
                    .isThrownBy(() -> objects().poll(own, foreign))
                    .satisfies(
                            refused -> {
                                assertThat(refused.reason())
                                        .isEqualTo(WaitListException.Reason.FOREIGN);
                                assertThat(refused.index()).isEqualTo(1);
                            });
            assertThat(own.isSet()).isTrue();
            assertThat(foreign.isSet()).isTrue();
        }
    }

    /** Owner 0 cannot be named: each thread waits as itself, and no two are the same owner. */
    @Test
    default void case071_eachThreadIsAnOwnerOfItsOwn() throws Exception {
        Mutex mutex = objects().domain().mutex();
        Peer one = objects().peer("one");
        Peer two = objects().peer("two");
        taken(one.call(() -> objects().poll(mutex)), 0);
        timedOut(two.call(() -> objects().poll(mutex)));
        timedOut(two.call(() -> objects().pollAll(mutex)));
        assertThat(mutex.owner()).contains(one.thread());
    }

    /** The alert is a callback here: an object that is set by it does not end the wait. */
    @Test
    default void case072_objectsComeBeforeTheAlert() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(true);
        AtomicInteger ran = new AtomicInteger();
        objects().domain().queueCallback(Thread.currentThread(), ran::incrementAndGet);
        WaitList list = objects().domain().list(event);
        taken(objects().domain().waitAnyAlertable(list, Deadline.now()), 0);
        assertThat(ran).hasValue(0);
        alerted(objects().domain().waitAnyAlertable(list, Deadline.now()));
        assertThat(ran).hasValue(1);
    }
}
