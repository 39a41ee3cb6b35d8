/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadAlertTest {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment word = arena.allocate(ValueLayout.JAVA_INT);

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void alertBeforeEnterKeepsTheOwnerFromBlockingOnce() {
        ThreadAlert alert = ThreadAlert.ofCurrentThread();
        alert.alert();
        assertThat(alert.enter()).isFalse();
        assertThat(alert.enter()).as("the alert was consumed").isTrue();
        assertThat(alert.leave()).isFalse();
    }

    /** A stack overflow may keep {@code leave} from running. */
    @Test
    void callThatWasNotLeftDoesNotKeepTheNextFromBlocking() {
        ThreadAlert alert = ThreadAlert.ofCurrentThread();
        assertThat(alert.enter()).isTrue();
        assertThat(alert.enter()).as("after a call that was not left").isTrue();
        assertThat(alert.leave()).isFalse();
        assertThat(alert.enter()).isTrue();
        alert.leave();
    }

    @Test
    void alertEndsABlockedCallWithInterrupted() throws Exception {
        AtomicReference<ThreadAlert> alert = new AtomicReference<>();
        int[] result = {0};
        Thread owner = Thread.ofPlatform().start(() -> result[0] = block(alert));
        while (Futex.waiters(word, false) != 1) {
            Thread.onSpinWait();
        }
        alert.get().alert();
        owner.join();
        assertThat(result[0]).isEqualTo(-Errno.EINTR);
    }

    /** The stack of an alerter ends within the alert, each time at another place. */
    @Test
    void alerterWhoseStackOverflowsBlocksNoOwner() throws Exception {
        for (int level = 0; level < 300; level++) {
            AtomicReference<ThreadAlert> alert = new AtomicReference<>();
            Thread owner = Thread.ofPlatform().daemon().start(() -> block(alert));
            while (Futex.waiters(word, false) != 1) {
                Thread.onSpinWait();
            }
            FullStack.run(level, () -> alert.get().alert());
            alert.get().alert();
            owner.join(Duration.ofSeconds(10));
            assertThat(owner.isAlive()).as("blocked after level %d", level).isFalse();
        }
    }

    /** The owner's call ends wherever the alert falls between enter, the kernel and leave. */
    @Test
    void alertIsNeverLost() throws Exception {
        int rounds = 3_000;
        AtomicReference<ThreadAlert> alert = new AtomicReference<>();
        AtomicInteger round = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(1);
        Thread owner =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    alert.set(ThreadAlert.ofCurrentThread());
                                    ready.countDown();
                                    while (round.get() < rounds) {
                                        await(alert.get());
                                        round.incrementAndGet();
                                    }
                                });
        ready.await();
        for (int i = 0; i < rounds; i++) {
            alert.get().alert();
            while (round.get() <= i) {
                Thread.onSpinWait();
            }
        }
        owner.join();
        assertThat(round.get()).isEqualTo(rounds);
    }

    @Test
    void hookRunsItsActionOnInterruptOnlyBetweenBeginAndEnd() {
        AtomicInteger actions = new AtomicInteger();
        InterruptHook hook = new InterruptHook(actions::incrementAndGet);
        Thread here = Thread.currentThread();
        hook.begin0();
        interrupt(here);
        hook.end0();
        assertThat(actions).hasValue(1);
        assertThat(Thread.interrupted()).isTrue();
        interrupt(here);
        assertThat(actions).as("after the end").hasValue(1);
        hook.begin0();
        hook.end0();
        assertThat(actions).as("begun while interrupted").hasValue(2);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void interrupt(Thread target) {
        Thread interrupter = Thread.ofPlatform().start(target::interrupt);
        while (interrupter.isAlive()) { // no join: the interrupt would end it
            Thread.onSpinWait();
        }
    }

    private int block(AtomicReference<ThreadAlert> alert) {
        ThreadAlert own = ThreadAlert.ofCurrentThread();
        alert.set(own);
        return await(own);
    }

    private int await(ThreadAlert own) {
        if (!own.enter()) {
            return -Errno.EINTR;
        }
        try {
            return Futex.await(
                    CallState.allocate(), word, 0, Futex.ANY_BIT, false, null, Clock.MONOTONIC);
        } finally {
            own.leave();
        }
    }
}
