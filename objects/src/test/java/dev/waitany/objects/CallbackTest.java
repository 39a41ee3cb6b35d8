/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallbackTest {
    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void aCallbackThatWasDroppedAlertsNoWait() throws Exception {
        try (ObjectDomain domain = ObjectDomain.open()) {
            AutoResetEvent event = domain.autoResetEvent(false);
            Deadline soon = Deadline.after(Duration.ofMillis(20));
            drop(domain);
            assertThat(domain.sleepAlertable(soon)).isSameAs(ObjectWaitResult.TIMED_OUT);
            drop(domain);
            assertThat(domain.waitAnyAlertable(domain.list(event), soon))
                    .isSameAs(ObjectWaitResult.TIMED_OUT);
            drop(domain);
            assertThat(domain.waitAllAlertable(domain.list(event), soon))
                    .isSameAs(ObjectWaitResult.TIMED_OUT);
            drop(domain);
            assertThat(domain.signalAndWaitAlertable(domain.mutex(1), event, soon))
                    .isSameAs(ObjectWaitResult.TIMED_OUT);
            assertThat(ran).hasValue(0);
        }
    }

    private void drop(ObjectDomain domain) {
        try (Timer timer = domain.manualResetTimer()) {
            timer.set(Duration.ZERO, Duration.ZERO, ran::incrementAndGet);
            assertThat(timer.isSet()).isTrue();
            timer.cancel();
        }
    }

    @Test
    void aTimerDropsItsOwnCallbackOnly() throws Exception {
        try (ObjectDomain domain = ObjectDomain.open();
                Timer timer = domain.manualResetTimer()) {
            Runnable callback = ran::incrementAndGet;
            domain.queueCallback(Thread.currentThread(), callback);
            timer.set(Duration.ZERO, Duration.ZERO, callback);
            assertThat(timer.isSet()).isTrue();
            timer.cancel();
            assertThat(domain.sleepAlertable(Deadline.never())).isSameAs(ObjectWaitResult.ALERTED);
            assertThat(ran).hasValue(1);
        }
    }
}
