/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.alerted;
import static dev.waitany.tck.objects.ObjectsFixture.in;
import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.timedOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.waitany.Deadline;
import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.ObjectWaitResult;
import dev.waitany.objects.Semaphore;
import dev.waitany.objects.ThreadEndedException;
import dev.waitany.objects.WaitList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Cases 89 to 97: callbacks, which take the place of the alerts of other systems. */
public interface AlertCases extends ObjectCases {
    @Test
    default void case089_objectsWinThenTheAlert() throws Exception {
        ObjectDomain domain = objects().domain();
        Semaphore empty = domain.semaphore(0, 2);
        Semaphore one = domain.semaphore(1, 2);
        AtomicInteger ran = new AtomicInteger();
        domain.queueCallback(Thread.currentThread(), ran::incrementAndGet);
        WaitList list = domain.list(empty, one);
        taken(domain.waitAnyAlertable(list, Deadline.now()), 1);
        assertThat(ran).hasValue(0);
        alerted(domain.waitAnyAlertable(list, Deadline.now()));
        assertThat(ran).hasValue(1);
    }

    @Test
    default void case090_aBlockedWaitForAnyIsAlerted() throws Exception {
        alertBlocked(false);
    }

    @Test
    default void case091_aBlockedWaitForAllIsAlerted() throws Exception {
        alertBlocked(true);
    }

    private void alertBlocked(boolean all) throws Exception {
        ObjectDomain domain = objects().domain();
        Semaphore semaphore = domain.semaphore(0, 2);
        AutoResetEvent event = domain.autoResetEvent(all);
        AtomicInteger ran = new AtomicInteger();
        Peer peer = objects().peer("waiter");
        FutureTask<ObjectWaitResult> waiter =
                peer.start(
                        () ->
                                all
                                        ? domain.waitAllAlertable(
                                                domain.list(event, semaphore), Deadline.never())
                                        : domain.waitAnyAlertable(
                                                domain.list(event, semaphore), Deadline.never()));
        objects().untilWaiting(semaphore, 1);
        domain.queueCallback(peer.thread(), ran::incrementAndGet);
        alerted(Peer.result(waiter));
        assertThat(ran).hasValue(1);
        assertThat(semaphore.count()).isZero();
        assertThat(event.isSet()).isEqualTo(all);
    }

    /** An alert is no object here: it cannot be one of the list, and there is nothing to refuse. */
    @Test
    default void case092_nullIsNoCallback() {
        assertThatNullPointerException()
                .isThrownBy(
                        () -> objects().domain().queueCallback(Thread.currentThread(), nothing()));
        assertThat(objects().domain().runCallbacks()).isFalse();
    }

    @SuppressWarnings("NullAway") // what the case is about
    private static Runnable nothing() {
        return null;
    }

    @Test
    default void case093_aCallbackThatSignalsTheAwaitedObject() throws Exception {
        ObjectDomain domain = objects().domain();
        Semaphore semaphore = domain.semaphore(0, 1);
        Peer peer = objects().peer("waiter");
        WaitList list = domain.list(semaphore);
        FutureTask<ObjectWaitResult> waiter =
                peer.start(() -> domain.waitAnyAlertable(list, Deadline.never()));
        objects().untilWaiting(semaphore, 1);
        AtomicBoolean there = new AtomicBoolean();
        domain.queueCallback(
                peer.thread(),
                () -> {
                    there.set(Thread.currentThread() == peer.thread());
                    semaphore.release();
                });
        alerted(Peer.result(waiter));
        assertThat(there).isTrue();
        taken(peer.call(() -> domain.waitAnyAlertable(list, Deadline.now())), 0);
    }

    @Test
    default void case094_theNextAlertableSleepRunsIt() throws Exception {
        ObjectDomain domain = objects().domain();
        AtomicInteger ran = new AtomicInteger();
        domain.queueCallback(Thread.currentThread(), ran::incrementAndGet);
        assertThat(ran).hasValue(0);
        alerted(domain.sleepAlertable(Deadline.never()));
        assertThat(ran).hasValue(1);
        timedOut(domain.sleepAlertable(in(10)));
        assertThat(ran).hasValue(1);
    }

    @Test
    default void case095_onlyAlertableWaitsRunCallbacks() throws Exception {
        ObjectDomain domain = objects().domain();
        AutoResetEvent unset = domain.autoResetEvent(false);
        AtomicInteger ran = new AtomicInteger();
        domain.queueCallback(Thread.currentThread(), ran::incrementAndGet);
        timedOut(objects().poll(unset));
        assertThat(ran).hasValue(0);
        alerted(domain.sleepAlertable(Deadline.now()));
        assertThat(ran).hasValue(1);
    }

    @Test
    default void case096_aThreadThatHasEndedTakesNone() throws Exception {
        Peer peer = objects().peer("short");
        peer.end();
        assertThatExceptionOfType(ThreadEndedException.class)
                .isThrownBy(() -> objects().domain().queueCallback(peer.thread(), () -> {}));
    }

    @Test
    default void case097_runWithoutWaiting() {
        ObjectDomain domain = objects().domain();
        List<Integer> order = new ArrayList<>();
        domain.queueCallback(Thread.currentThread(), () -> order.add(1));
        domain.queueCallback(Thread.currentThread(), () -> order.add(2));
        assertThat(domain.runCallbacks()).isTrue();
        assertThat(order).containsExactly(1, 2);
        assertThat(domain.runCallbacks()).isFalse();
        assertThat(order).hasSize(2);
    }
}
