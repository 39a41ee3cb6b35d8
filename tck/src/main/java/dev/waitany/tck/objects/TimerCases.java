/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.alerted;
import static dev.waitany.tck.objects.ObjectsFixture.in;
import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.timedOut;
import static dev.waitany.tck.objects.ObjectsFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waitany.Deadline;
import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.ObjectWaitResult;
import dev.waitany.objects.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Cases 106 to 113: timers. Case 120 too: what 100 ms are. */
public interface TimerCases extends ObjectCases {
    @Test
    default void case106_newTimerIsInactiveAndUnset() throws Exception {
        Timer timer = objects().domain().autoResetTimer();
        assertThat(timer.isActive()).isFalse();
        assertThat(timer.isSet()).isFalse();
        timedOut(objects().poll(timer));
    }

    @Test
    default void case107_notBeforeItsTime() throws Exception {
        Timer auto = objects().domain().autoResetTimer();
        Timer manual = objects().domain().manualResetTimer();
        long begin = System.nanoTime();
        auto.set(Duration.ofMillis(50));
        manual.set(Duration.ofMillis(50));
        taken(objects().any(auto), 0);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000L);
        taken(objects().any(manual), 0);
        taken(objects().poll(manual), 0);
        timedOut(objects().poll(auto));
        assertThat(manual.isActive()).isFalse();
    }

    @Test
    default void case108_setAnewForgetsTheOldTime() throws Exception {
        Timer timer = objects().domain().autoResetTimer();
        timer.set(Duration.ofHours(1));
        FutureTask<ObjectWaitResult> waiter = objects().start("waiter", () -> objects().any(timer));
        objects().untilWaiting(timer, 1);
        long begin = System.nanoTime();
        timer.set(Duration.ofMillis(50));
        taken(Peer.result(waiter), 0);
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000L);
        timer.set(Duration.ofMillis(20));
        timer.set(Duration.ofHours(1));
        timedOut(timer.await(in(60)));
    }

    @Test
    default void case109_cancelledTimerIsNeverSet() throws Exception {
        Timer timer = objects().domain().autoResetTimer();
        timer.set(Duration.ofMillis(20));
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.isActive()).isFalse();
        timedOut(timer.await(in(60)));
        timedOut(objects().poll(timer));
        assertThat(timer.cancel()).isFalse();
    }

    @Test
    default void case110_periodsDoNotAddUp() throws Exception {
        Timer timer = objects().domain().autoResetTimer();
        long begin = System.nanoTime();
        timer.set(Duration.ofMillis(20), Duration.ofMillis(20));
        for (int i = 1; i <= 3; i++) {
            taken(objects().any(timer), 0);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(i * 20_000_000L);
        }
        until(() -> System.nanoTime() - begin > 200_000_000L);
        timer.cancel(); // set once by all the periods that nobody waited in
        taken(objects().poll(timer), 0);
        timedOut(objects().poll(timer));
    }

    @Test
    default void case111_manualPeriodicTimerStaysSet() throws Exception {
        Timer timer = objects().domain().manualResetTimer();
        timer.set(Duration.ofMillis(10), Duration.ofMillis(10));
        taken(objects().any(timer), 0);
        for (int i = 0; i < 10; i++) {
            taken(objects().poll(timer), 0);
        }
        timer.set(Duration.ofHours(1));
        timedOut(objects().poll(timer));
    }

    @Test
    default void case112_periodsAndClocks() throws Exception {
        Timer timer = objects().domain().autoResetTimer();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timer.set(Duration.ofMillis(1), Duration.ofMillis(-1)));
        assertThat(timer.isActive()).isFalse();
        Instant due = Instant.now().plusMillis(50);
        timer.set(due);
        taken(objects().any(timer), 0);
        assertThat(Instant.now()).isAfterOrEqualTo(due);
        timer.set(Instant.EPOCH);
        taken(objects().poll(timer), 0);
    }

    @Test
    default void case113_callbackOfATimer() throws Exception {
        ObjectDomain domain = objects().domain();
        Timer timer = domain.manualResetTimer();
        AtomicInteger ran = new AtomicInteger();
        timer.set(Duration.ofMillis(5), Duration.ZERO, ran::incrementAndGet);
        taken(objects().any(timer), 0);
        assertThat(ran).hasValue(0);
        alerted(domain.sleepAlertable(Deadline.never()));
        assertThat(ran).hasValue(1);

        timer.set(Duration.ZERO, Duration.ZERO, ran::incrementAndGet);
        timer.set(Duration.ofHours(1));
        assertThat(domain.runCallbacks()).as("dropped by setting the timer anew").isFalse();
        timer.set(Duration.ZERO, Duration.ZERO, ran::incrementAndGet);
        timer.cancel();
        assertThat(domain.runCallbacks()).as("dropped by cancelling").isFalse();
        assertThat(ran).hasValue(1);
    }

    /** Run in a time namespace this is the case; elsewhere it still must hold. */
    @Test
    default void case120_hundredMillisecondsOfTheOwnClock() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        long begin = System.nanoTime();
        timedOut(event.await(in(100)));
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(100_000_000L);
    }
}
