/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.linux.Futex;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.Fault;
import dev.waitany.ring.uring.FaultyCalls;
import dev.waitany.ring.uring.RingCalls;
import dev.waitany.spi.StrategyAccess;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Realtime deadlines of an armed set are timers on its ring, which calls must not leave there. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArmedTimerTest {
    private static final int CALLS = 12; // more than the scenario makes
    private static final int WOKEN_TOO_LATE = -1; // on a busy machine
    private static final Duration FIRST = Duration.ofMillis(200);

    /**
     * The first call is woken before its deadline and throws when the kernel has done its part. If
     * its timer stayed, it would expire within a later call, which has a later deadline.
     */
    @Test
    void timerOfACallThatThrowsEndsNoLaterCall() throws Exception {
        var support =
                RingProbe.probe(
                        "ring", "FUTEX_WAIT", LinuxUapi.IORING_OP_FUTEX_WAIT(), RingCalls.KERNEL);
        assumeTrue(support.available(), support.reason());
        Fault fault = new Fault(0, () -> new IllegalStateException("injected"), true);
        int thrown = 0;
        boolean hit = true;
        Duration first = FIRST;
        for (int call = 0; hit; ) {
            assertThat(call).isLessThan(CALLS);
            FaultyCalls calls = new FaultyCalls(call, fault, 1);
            int threw = throwThenWait(calls, first);
            if (threw == WOKEN_TOO_LATE) {
                first = first.multipliedBy(2);
            } else {
                thrown += threw;
                hit = calls.isHit();
                call++;
            }
        }
        assertThat(thrown).as("calls that threw").isPositive();
    }

    /** Returns 1 if the first call threw, or {@code WOKEN_TOO_LATE}. */
    private static int throwThenWait(FaultyCalls calls, Duration first) throws Exception {
        try (WaitAny any = StrategyAccess.open("armed", new RingArmedBackend(calls));
                Arena arena = Arena.ofShared();
                ArmedSet armed = any.arm(WaitSet.of(FutexWord.allocate(arena)))) {
            return throwThenWait(armed, calls, first);
        } catch (IllegalStateException atArmOrClose) {
            assertThat(calls.isHit()).as("%s", atArmOrClose).isTrue();
            return 0;
        }
    }

    private static int throwThenWait(ArmedSet armed, FaultyCalls calls, Duration first)
            throws Exception {
        Thread waker = Thread.ofPlatform().start(() -> wakeOnceQueued(armed.set().word(0)));
        int threw = 0;
        boolean inTime = true;
        try {
            inTime = armed.await(Deadline.atTime(Instant.now().plus(first))).isReady();
            if (inTime) {
                armed.rearm(0, 0);
            }
        } catch (IllegalStateException injected) {
            threw = 1;
        }
        waker.join();
        if (!inTime) {
            return WOKEN_TOO_LATE;
        }
        Deadline later = Deadline.atTime(Instant.now().plus(first.multipliedBy(2)));
        WaitResult result = nextThatWorks(armed, later);
        if (result.kind() == WaitResult.Kind.WOKEN) { // the wake of the call that threw
            armed.rearm(0, 0);
            result = nextThatWorks(armed, later);
        }
        assertThat(result.kind()).as("%s", calls).isEqualTo(WaitResult.Kind.TIMED_OUT);
        assertThat(later.hasPassed()).as("the deadline, after %s", calls).isTrue();
        return threw;
    }

    private static WaitResult nextThatWorks(ArmedSet armed, Deadline deadline)
            throws InterruptedException {
        try {
            return armed.await(deadline);
        } catch (IllegalStateException injected) {
            return armed.await(deadline);
        }
    }

    private static void wakeOnceQueued(FutexWord word) {
        while (Futex.waiters(word.segment(), false) != 1) {
            Thread.onSpinWait();
        }
        word.wakeOne();
    }
}
