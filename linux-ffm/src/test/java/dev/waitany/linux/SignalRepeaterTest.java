/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignalRepeaterTest {
    /** Calls that return after some number of signals. */
    private static class Stubborn implements BlockedCalls {
        private final AtomicInteger left;

        Stubborn(int signals) {
            this.left = new AtomicInteger(signals);
        }

        @Override
        public int signal() {
            if (left.decrementAndGet() % 2 == 0) { // some find the queue full, no signal, no memory
                throw new IllegalStateException("no signal is free");
            }
            return 1;
        }

        @Override
        public boolean areBlocked() {
            return left.get() > 0;
        }

        @Override
        public void awaitReturn(long until) {
            throw new AssertionError("blocks the caller");
        }
    }

    private final List<Thread> started = Collections.synchronizedList(new ArrayList<>());

    @Test
    void callerDoesNotBlockAndSignalsAreRepeatedUntilTheCallsHaveReturned() throws Exception {
        SignalRepeater repeater = new SignalRepeater(this::remembered);
        Stubborn never = new Stubborn(Integer.MAX_VALUE);
        Stubborn late = new Stubborn(10);
        Stubborn soon = new Stubborn(2);
        repeater.add(never);
        repeater.add(late);
        repeater.add(soon);
        repeater.add(late);
        while (late.areBlocked() || soon.areBlocked()) {
            Thread.onSpinWait();
        }
        assertThat(started).as("one thread for all").hasSize(1);
        assertThat(started.getFirst().isAlive()).isTrue();
        never.left.set(0);
        assertThat(started.getFirst().join(Duration.ofSeconds(20)))
                .as("the thread ends with the last call")
                .isTrue();
        repeater.add(new Stubborn(3));
        assertThat(started).as("and another one starts when there are calls again").hasSize(2);
        assertThat(started.getLast().join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void errorOfOneCallEndsNeitherTheThreadNorTheSignalsOfOthers() throws Exception {
        SignalRepeater repeater = new SignalRepeater(this::remembered);
        Stubborn failing =
                new Stubborn(20) {
                    @Override
                    public int signal() {
                        super.left.decrementAndGet();
                        throw new InternalError("injected");
                    }
                };
        Stubborn other = new Stubborn(10);
        repeater.add(failing);
        repeater.add(other);
        while (failing.areBlocked() || other.areBlocked()) {
            Thread.onSpinWait();
        }
        for (Thread thread : started) {
            thread.join();
        }
        repeater.add(new Stubborn(3));
        started.getLast().join();
    }

    @Test
    void endSoonReturnsWhateverTheCallsDo() {
        Stubborn never = new Stubborn(Integer.MAX_VALUE);
        BlockedCalls.endSoon(never);
        assertThat(never.areBlocked()).isTrue();
        never.left.set(0);
    }

    @Test
    void callerRepeatsTheSignalsIfThereCanBeNoThread() {
        SignalRepeater repeater =
                new SignalRepeater(
                        work -> {
                            throw new OutOfMemoryError("unable to create native thread");
                        });
        for (int i = 0; i < 2; i++) {
            Stubborn calls = new Stubborn(5);
            repeater.add(calls);
            assertThat(calls.areBlocked()).isFalse();
        }
    }

    private Thread remembered(Runnable work) {
        Thread made = Thread.ofPlatform().daemon().unstarted(work);
        started.add(made);
        return made;
    }
}
