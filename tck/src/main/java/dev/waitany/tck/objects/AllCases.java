/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.abandoned;
import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.timedOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.ManualResetEvent;
import dev.waitany.objects.Mutex;
import dev.waitany.objects.ObjectWaitResult;
import dev.waitany.objects.Semaphore;
import dev.waitany.objects.WaitListException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Cases 76 to 88: waits for all. */
public interface AllCases extends ObjectCases {
    @Test
    default void case076_allAreTaken() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(2, 3);
        Mutex mutex = objects().domain().mutex();
        taken(objects().pollAll(semaphore, mutex), 0);
        assertThat(semaphore.count()).isEqualTo(1);
        assertThat(mutex.depth()).isEqualTo(1);
    }

    @Test
    default void case077_orNone() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(1, 3);
        Mutex mutex = objects().domain().mutex(1);
        timedOut(objects().peer("456").call(() -> objects().pollAll(semaphore, mutex)));
        assertThat(semaphore.count()).isEqualTo(1);
        assertThat(mutex.depth()).isEqualTo(1);
    }

    @Test
    default void case078_ownMutexGetsDeeper() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(1, 3);
        Mutex mutex = objects().domain().mutex(1);
        taken(objects().pollAll(semaphore, mutex), 0);
        assertThat(semaphore.count()).isZero();
        assertThat(mutex.depth()).isEqualTo(2);
        timedOut(objects().pollAll(semaphore, mutex));
        assertThat(semaphore.count()).isZero();
        assertThat(mutex.depth()).isEqualTo(2);
    }

    @Test
    default void case079_afterARelease() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 3);
        Mutex mutex = objects().domain().mutex(2);
        assertThat(semaphore.release(3)).isZero();
        taken(objects().pollAll(semaphore, mutex), 0);
        assertThat(semaphore.count()).isEqualTo(2);
        assertThat(mutex.depth()).isEqualTo(3);
    }

    @Test
    default void case080_abandonedAndAllTaken() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(2, 3);
        Mutex mutex = objects().domain().mutex(3);
        mutex.abandon(Thread.currentThread());
        abandoned(objects().pollAll(semaphore, mutex), 0);
        assertThat(semaphore.count()).isEqualTo(1);
        assertThat(mutex.depth()).isEqualTo(1);
    }

    @Test
    default void case081_aManualEventStaysSet() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(1, 3);
        ManualResetEvent event = objects().domain().manualResetEvent(true);
        taken(objects().pollAll(semaphore, event), 0);
        assertThat(semaphore.count()).isZero();
        assertThat(event.isSet()).isTrue();
    }

    @Test
    default void case082_sameObjectTwiceIsRefused() {
        ManualResetEvent event = objects().domain().manualResetEvent(true);
        AutoResetEvent other = objects().domain().autoResetEvent(true);
        assertThatExceptionOfType(WaitListException.class)
                .isThrownBy(() -> objects().pollAll(event, other, event))
                .satisfies(
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(WaitListException.Reason.TWICE);
                            assertThat(refused.index()).isEqualTo(2);
                        });
        assertThat(other.isSet()).isTrue();
    }

    @Test
    default void case083_setOneByOne() throws Exception {
        AutoResetEvent[] events = new AutoResetEvent[10];
        for (int i = 0; i < events.length; i++) {
            events[i] = objects().domain().autoResetEvent(false);
        }
        FutureTask<ObjectWaitResult> waiter =
                objects().start("waiter", () -> objects().all(events));
        for (AutoResetEvent event : events) {
            objects().untilWaiting(event, 1);
        }
        for (int i = 0; i < events.length - 1; i++) {
            events[i].set();
            assertThat(events[i].waiters()).hasSize(1);
            assertThat(events[i].isSet()).isTrue();
        }
        events[9].set();
        taken(Peer.result(waiter), 0);
        for (AutoResetEvent event : events) {
            assertThat(event.isSet()).isFalse();
        }
        timedOut(objects().pollAll(events));
    }

    @Test
    default void case084_threeManualEvents() throws Exception {
        ManualResetEvent[] events = new ManualResetEvent[3];
        for (int i = 0; i < 3; i++) {
            events[i] = objects().domain().manualResetEvent(true);
        }
        for (int i = 0; i < 3; i++) {
            taken(objects().pollAll(events), 0);
        }
        events[1].reset();
        timedOut(objects().pollAll(events));
    }

    @Test
    default void case085_sixtyThreeAutoEvents() throws Exception {
        AutoResetEvent[] events = new AutoResetEvent[63];
        for (int i = 0; i < events.length; i++) {
            events[i] = objects().domain().autoResetEvent(true);
        }
        taken(objects().pollAll(events), 0);
        timedOut(objects().poll(events));
    }

    @Test
    default void case086_eachMutexGetsDeeper() throws Exception {
        Mutex[] mutexes = new Mutex[4];
        for (int i = 0; i < 4; i++) {
            mutexes[i] = objects().domain().mutex(i);
        }
        taken(objects().pollAll(mutexes), 0);
        for (int i = 0; i < 4; i++) {
            assertThat(mutexes[i].depth()).isEqualTo(i + 1);
        }
    }

    @Test
    default void case087_overlappingSetsInAnyOrder() throws Exception {
        Semaphore[] forks = new Semaphore[5];
        for (int i = 0; i < forks.length; i++) {
            forks[i] = objects().domain().semaphore(1, 1);
        }
        List<FutureTask<Boolean>> eaters = new ArrayList<>();
        for (int i = 0; i < forks.length; i++) {
            Semaphore left = forks[i];
            Semaphore right = forks[(i + 1) % forks.length];
            eaters.add(objects().start("eater " + i, () -> eat(left, right)));
        }
        for (FutureTask<Boolean> eater : eaters) {
            assertThat(Peer.result(eater)).isTrue();
        }
        taken(objects().pollAll(forks), 0);
    }

    private boolean eat(Semaphore left, Semaphore right) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            taken(objects().all(left, right), 0);
            if (left.release() != 0 || right.release() != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    default void case088_successNamesNoIndex() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(true);
        Mutex mutex = objects().domain().mutex(1);
        mutex.abandon(Thread.currentThread());
        abandoned(objects().pollAll(event, mutex), 0);
        event.set();
        taken(objects().pollAll(event, mutex), 0);
    }
}
