/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import static dev.waitany.objects.Conditions.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.Deadline;
import dev.waitany.objects.engine.EngineObject;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of a domain that is closed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClosingTest {
    @Test
    void closeEndsSleeps() throws Exception {
        sleepEndsAtClose(Deadline.never());
        sleepEndsAtClose(Deadline.atTime(Instant.now().plus(Duration.ofDays(1))));
    }

    private static void sleepEndsAtClose(Deadline deadline) throws Exception {
        ObjectDomain domain = ObjectDomain.open();
        FutureTask<ObjectWaitResult> sleeper =
                new FutureTask<>(() -> domain.sleepAlertable(deadline));
        Thread thread = Thread.ofPlatform().daemon().start(sleeper);
        until(() -> LockSupport.getBlocker(thread) != null);
        domain.close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(sleeper::get)
                .withCauseInstanceOf(ObjectClosedException.class);
    }

    @Test
    void whatADomainThatIsClosedHasDrivenEnds() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Thread lasting =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        go.await();
                                    } catch (InterruptedException over) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
        try {
            WeakReference<EngineObject> end = watched(lasting);
            until(
                    () -> {
                        System.gc();
                        return end.get() == null;
                    });
        } finally {
            go.countDown();
        }
    }

    private static WeakReference<EngineObject> watched(Thread thread) throws Exception {
        try (ObjectDomain domain = ObjectDomain.open()) {
            ThreadEnd end = domain.threadEnd(thread);
            assertThat(end.await(Deadline.now()).isTaken()).isFalse();
            return new WeakReference<>(end.state);
        }
    }
}
