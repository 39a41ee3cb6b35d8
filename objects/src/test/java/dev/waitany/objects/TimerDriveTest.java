/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.Deadline;
import dev.waitany.objects.clock.AlarmClock;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.EngineOwner;
import dev.waitany.objects.engine.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TimerDriveTest {
    @Test
    void theClocksThreadTriesAgainAfterASetThatFailed() {
        try (AlarmClock clock = new AlarmClock("test")) {
            FailingEvent event = new FailingEvent(2);
            TimerDrive drive = new TimerDrive(event, clock, new Callbacks());
            drive.start(Deadline.after(Duration.ofMillis(20)), Duration.ZERO, null);
            while (event.state() == 0) {
                assertThat(Thread.currentThread().isInterrupted()).as("time limit").isFalse();
                LockSupport.parkNanos(20_000);
            }
            assertThat(event.sets).hasValue(3);
        }
    }

    @Test
    void aSetThatFailedLeavesTheTimeToTheNextLook() {
        AlarmClock closed = new AlarmClock("test");
        closed.close();
        FailingEvent event = new FailingEvent(1);
        TimerDrive drive = new TimerDrive(event, closed, new Callbacks());
        Deadline due = Deadline.after(Duration.ofMillis(20));
        drive.start(due, Duration.ZERO, null);
        while (!due.hasPassed()) {
            LockSupport.parkNanos(due.remaining());
        }
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(drive::look);
        assertThat(drive.look()).isTrue();
        assertThat(event.state()).isEqualTo(1);
        assertThat(drive.look()).isFalse();
    }

    /** An event whose first sets fail. */
    private static final class FailingEvent extends EngineObject {
        private final AtomicInteger sets = new AtomicInteger();
        private final int failures;
        private volatile int state;

        FailingEvent(int failures) {
            super(Kind.MANUAL_TIMER, "failing");
            this.failures = failures;
        }

        @Override
        public int set() {
            if (sets.incrementAndGet() <= failures) {
                throw new StackOverflowError("no stack");
            }
            int before = state;
            state = 1;
            return before;
        }

        @Override
        public int reset() {
            return state;
        }

        @Override
        public int pulse() {
            return state;
        }

        @Override
        public int release(int count) {
            return state;
        }

        @Override
        public int unlock(@Nullable EngineOwner owner) {
            return state;
        }

        @Override
        public int abandon(Thread owner) {
            return state;
        }

        @Override
        public int state() {
            return state;
        }

        @Override
        public boolean isAbandoned() {
            return false;
        }

        @Override
        public boolean isOwned() {
            return false;
        }

        @Override
        public @Nullable Thread owner() {
            return null;
        }

        @Override
        public int maximum() {
            return 1;
        }

        @Override
        public List<String> waiters() {
            return List.of();
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public void close() {}
    }
}
