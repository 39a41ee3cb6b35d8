/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.Deadline;
import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.Mutex;
import dev.waitany.objects.ObjectClosedException;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.ObjectNameException;
import dev.waitany.objects.ObjectWaitResult;
import dev.waitany.objects.WaitList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Cases 114 to 116, and 119: handles, names and ends. */
public interface HandleCases extends ObjectCases {
    @Test
    default void case114_twoHandlesOfOneObject() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        AutoResetEvent other = event.duplicate();
        event.set();
        assertThat(other.isSet()).isTrue();
        event.close();
        taken(objects().poll(other), 0);
        assertThat(other.isSet()).isFalse();
    }

    @Test
    default void case115_closedHandlesAreRefused() {
        AutoResetEvent event = objects().domain().autoResetEvent(true);
        Mutex mutex = objects().domain().mutex(1);
        WaitList list = objects().domain().list(event, mutex);
        event.close();
        mutex.close();
        assertThatExceptionOfType(ObjectClosedException.class).isThrownBy(event::set);
        assertThatExceptionOfType(ObjectClosedException.class).isThrownBy(mutex::unlock);
        assertThatExceptionOfType(ObjectClosedException.class)
                .isThrownBy(() -> objects().domain().waitAny(list, Deadline.now()));
        assertThatExceptionOfType(ObjectClosedException.class)
                .isThrownBy(() -> objects().domain().list(event));
    }

    @Test
    default void case115_closeEndsBlockedWaits() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        AutoResetEvent unset = objects().domain().autoResetEvent(false);
        FutureTask<ObjectWaitResult> any =
                objects().start("any", () -> objects().any(unset, event));
        FutureTask<ObjectWaitResult> all =
                objects().start("all", () -> objects().all(unset, event));
        objects().untilWaiting(event, 2);
        event.close();
        assertThatExceptionOfType(ObjectClosedException.class).isThrownBy(() -> Peer.result(any));
        assertThatExceptionOfType(ObjectClosedException.class).isThrownBy(() -> Peer.result(all));
        objects().untilWaiting(unset, 0);
    }

    @Test
    default void case116_names() {
        ObjectDomain domain = objects().domain();
        AutoResetEvent made = domain.named("door").autoResetEvent(false);
        AutoResetEvent found = domain.named("door").autoResetEvent(true);
        assertThat(made.isNew()).isTrue();
        assertThat(found.isNew()).isFalse();
        made.set();
        assertThat(found.isSet()).isTrue();
        assertThat(domain.named("Door").autoResetEvent(false).isNew()).isTrue();
        assertThatExceptionOfType(ObjectNameException.class)
                .isThrownBy(() -> domain.named("window").find(AutoResetEvent.class));
        assertThatExceptionOfType(ObjectNameException.class)
                .isThrownBy(() -> domain.named("door").find(Mutex.class));
        AutoResetEvent third = domain.named("door").find(AutoResetEvent.class);
        assertThat(third.isSet()).isTrue();
        made.close();
        third.close();
        assertThat(found.isSet()).isTrue();
        found.close();
        assertThatExceptionOfType(ObjectNameException.class)
                .isThrownBy(() -> domain.named("door").find(AutoResetEvent.class));
        assertThat(domain.named("door").autoResetEvent(false).isNew()).isTrue();
    }

    @Test
    default void case119_ownerEndsAsTheLastHandleGoes() throws Exception {
        ObjectDomain domain = objects().domain();
        for (int i = 0; i < 1_000; i++) {
            Mutex mutex = domain.named("mutex").mutex(0);
            assertThat(mutex.isNew()).isTrue();
            CountDownLatch taken = new CountDownLatch(1);
            Thread owner =
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        try {
                                            objects().any(mutex);
                                            taken.countDown();
                                        } catch (InterruptedException end) {
                                            Thread.currentThread().interrupt();
                                        }
                                    });
            taken.await();
            mutex.close();
            owner.join();
        }
    }
}
