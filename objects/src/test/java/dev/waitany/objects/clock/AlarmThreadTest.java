/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.clock;

import dev.waitany.Deadline;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AlarmThreadTest {
    @Test
    void alarmsRingAlthoughTheThreadHasEndedByAnError() throws Exception {
        try (AlarmClock clock = new AlarmClock("test")) {
            CountDownLatch second = new CountDownLatch(1);
            Deadline soon = Deadline.at(System.nanoTime() + 20_000_000);
            clock.schedule(alarm(AlarmThreadTest::endThread), soon);
            clock.schedule(alarm(second::countDown), soon);
            second.await();
            CountDownLatch third = new CountDownLatch(1);
            clock.schedule(alarm(third::countDown), Deadline.now());
            third.await();
        }
    }

    /** Throws, and so does the handler to which that is reported. */
    private static void endThread() {
        Thread.currentThread()
                .setUncaughtExceptionHandler(
                        (_, _) -> {
                            throw new IllegalStateException("the handler fails, too");
                        });
        throw new IllegalStateException("an alarm fails");
    }

    private static Alarm alarm(Runnable action) {
        return new Alarm() {
            @Override
            protected void ring() {
                action.run();
            }
        };
    }
}
