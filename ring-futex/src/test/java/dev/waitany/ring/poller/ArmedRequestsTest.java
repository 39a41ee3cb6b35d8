/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArmedRequestsTest {
    private static final int ANSWERS = 10_000;
    private static final int SPURIOUS = 5; // returns of park

    private final ArmedRequests requests = new ArmedRequests();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean over;

    @Test
    void answerThatNobodyAwaitsLeavesTheCallerParked() throws Exception {
        Thread caller = parkedCaller(false);
        for (int i = 0; i < ANSWERS; i++) {
            answer(false);
        }
        int before = looks.get();
        answer(true);
        assertThat(looksAfter(before)).as("looks of the caller").isLessThan(SPURIOUS);
        end(caller);
    }

    @Test
    void awaitedAnswerUnparksTheCaller() throws Exception {
        Thread caller = parkedCaller(true);
        for (int i = 0; i < 100; i++) {
            int before = looks.get();
            answer(false);
            assertThat(looksAfter(before)).isGreaterThan(before);
        }
        end(caller);
    }

    /** A caller that gets something to do after the question must find the answer. */
    @Test
    void answerIsWrittenBeforeItIsAskedWhetherTheCallerIsNeeded() {
        requests.ask();
        requests.see();
        AtomicBoolean wasAnswered = new AtomicBoolean();
        requests.answer(
                () -> {
                    wasAnswered.set(requests.areAnswered());
                    return false;
                });
        assertThat(wasAnswered).isTrue();
    }

    private void answer(boolean needed) {
        requests.see();
        requests.answer(() -> needed);
    }

    private int looksAfter(int before) {
        while (looks.get() == before) {
            Thread.onSpinWait();
        }
        return looks.get();
    }

    private Thread parkedCaller(boolean awaiting) {
        Thread caller =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    requests.begin();
                                    if (awaiting) {
                                        requests.awaitAnswer();
                                    }
                                    while (!over) {
                                        LockSupport.park(this);
                                        looks.incrementAndGet();
                                    }
                                });
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return caller;
    }

    private void end(Thread caller) throws InterruptedException {
        over = true;
        LockSupport.unpark(caller);
        caller.join();
    }
}
