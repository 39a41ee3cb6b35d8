/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.ring.uring.Fault;
import dev.waitany.ring.uring.FaultyCalls;
import dev.waitany.ring.uring.Leftovers;
import dev.waitany.ring.uring.RawWaiters;
import dev.waitany.ring.uring.WakingThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets each system call of a {@link FutexRing} fail once, at each place, in each way. After each
 * failure every wake has reached somebody, the ring goes on, and closing it leaves nothing.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InjectedFaultsTest extends FutexRingFixture {
    private static final int MOST_CALLS = 200; // of one scenario
    private static final AtomicInteger INJECTED = new AtomicInteger();

    @AfterAll
    static void report() {
        System.out.println("FutexRing: " + INJECTED + " faults injected");
    }

    @ParameterizedTest
    @EnumSource
    void operationsSurviveEveryFault(Delivery delivery) throws Exception {
        injectEverywhere(delivery, Fault.all(), 1);
    }

    @ParameterizedTest
    @EnumSource
    void ringThatCannotBeEnteredIsFreedAllTheSame(Delivery delivery) throws Exception {
        injectEverywhere(delivery, Fault.thatPersist(), Fault.PERSISTENT);
    }

    private void injectEverywhere(Delivery delivery, List<Fault> faults, int times)
            throws Exception {
        try (RawWaiters first = RawWaiters.on(words[0]);
                RawWaiters second = RawWaiters.on(words[1])) {
            RawWaiters[] raw = {first, second};
            for (Fault fault : faults) {
                boolean hit = true;
                for (int call = 0; hit; call++) {
                    assertThat(call).as("calls of one scenario").isLessThan(MOST_CALLS);
                    FaultyCalls calls = new FaultyCalls(call, fault, times);
                    inject(delivery, calls, raw);
                    hit = calls.isHit();
                    INJECTED.addAndGet(hit ? 1 : 0);
                }
            }
        }
    }

    private void inject(Delivery delivery, FaultyCalls calls, RawWaiters[] raw) throws Exception {
        for (RawWaiters each : raw) {
            until(each::areAlone, "the raw waiters alone, with " + calls);
            each.reset();
        }
        WakingThread waker = WakingThread.of(words, raw, 1); // it is in a vectored wait
        int heard;
        try {
            heard = operations(delivery, calls);
        } catch (Throwable unexpected) {
            throw new AssertionError("with " + calls, unexpected);
        } finally {
            waker.stop();
        }
        int issued = waker.issued();
        until(
                () -> heard + raw[0].woken() + raw[1].woken() >= issued,
                issued + " wakes issued, heard of " + heard + ", with " + calls);
        for (RawWaiters each : raw) {
            until(each::areAlone, "the raw waiters alone again, with " + calls);
        }
        assertThat(heard + raw[0].woken() + raw[1].woken())
                .as("wakes, with %s", calls)
                .isGreaterThanOrEqualTo(issued);
        until(() -> Leftovers.of("poller").isEmpty(), "nothing left, with " + calls);
    }

    /** Waits on two words, in two ways, until both were woken; returns the wakes heard of. */
    private int operations(Delivery delivery, FaultyCalls calls) throws Exception {
        int[] heard = new int[1];
        int[] ended = new int[1];
        Listener counting =
                operation -> {
                    ended[0]++;
                    heard[0] += operation.kind() == Completion.Kind.WOKEN ? 1 : 0;
                };
        for (int tries = 0; tries < 3 && ended[0] < 2; tries++) {
            try (FutexRing ring = new FutexRing(2, delivery, calls)) {
                ring.wait(words[0], 0, counting);
                ring.waitAny(WaitSet.of(words[1], words[2]), counting);
                ring.queue(Chain.of(Operation.wait(words[3], 0)).timeout(Duration.ofMillis(1)));
                for (int waits = 0; waits < 60 && ended[0] < 2; waits++) {
                    awaitOnce(ring, calls);
                }
            } catch (IllegalStateException | Error injected) {
                assertThat(calls.isHit()).as("refused without a fault: " + injected).isTrue();
            }
        }
        assertThat(ended[0]).as("operations that ended").isGreaterThanOrEqualTo(2);
        return heard[0];
    }

    private static void awaitOnce(FutexRing ring, FaultyCalls calls) throws InterruptedException {
        try {
            ring.await(Deadline.after(Duration.ofSeconds(10)));
        } catch (IllegalStateException | Error injected) {
            assertThat(calls.isHit()).as("refused without a fault: " + injected).isTrue();
        }
    }
}
