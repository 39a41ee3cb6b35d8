/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.spi.Arming;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set that is armed while another thread closes the {@link WaitAny}: it is closed too. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArmWhileClosingTest {
    private static final int ROUNDS = 300;

    private final Arena arena = Arena.ofShared();
    private final WaitSet set = WaitSet.of(FutexWord.allocate(arena));
    private final KeepingBackend backend = new KeepingBackend();
    private WaitAny waitAny = StrategyAccess.open("keeping", backend);

    @AfterEach
    void free() {
        waitAny.close();
        arena.close();
    }

    /** The closer has looked at the open sets before the new one is among them. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void setThatIsArmedAfterTheCloserHasLookedIsClosedByItsOwner(boolean isVirtual)
            throws Exception {
        backend.duringArm.set(
                () -> {
                    Thread closer = Thread.ofPlatform().start(waitAny::close);
                    join(closer);
                });
        Thread.Builder threads = isVirtual ? Thread.ofVirtual() : Thread.ofPlatform();
        CompletableFuture<Void> owner = new CompletableFuture<>();
        threads.start(
                () -> {
                    try {
                        assertThatExceptionOfType(WaitAnyClosedException.class)
                                .isThrownBy(() -> waitAny.arm(set));
                        owner.complete(null);
                    } catch (Throwable failure) {
                        owner.completeExceptionally(failure);
                    }
                });
        owner.join();
        assertThat(backend.opened).hasValue(1);
        assertThat(backend.closed).hasValue(1);
        set.refresh(); // throws if the set is in use
    }

    @Test
    @SuppressWarnings("MustBeClosed") // whoever comes last closes it
    void setThatIsArmedAtAnyMomentOfTheCloseIsClosedOnce() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            WaitAny present = waitAny;
            Thread closer = Thread.ofPlatform().start(present::close);
            boolean refused = false;
            while (!refused) {
                try (ArmedSet armed = present.arm(set)) {
                    assertThat(armed.set()).isSameAs(set);
                } catch (WaitAnyClosedException closed) {
                    refused = true;
                }
            }
            join(closer);
            assertThat(backend.closed).as("round %d", round).hasValue(backend.opened.get());
            set.refresh();
            waitAny = StrategyAccess.open("keeping", backend);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Counts its armings, and runs an action while it makes one. */
    private static final class KeepingBackend implements Backend {
        final AtomicReference<Runnable> duringArm = new AtomicReference<>(() -> {});
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();

        @Override
        public Capabilities capabilities() {
            return new Capabilities(8, Capabilities.Accounting.EXACT, true, true, false);
        }

        @Override
        public Optional<Arming> arm(WaitSet set) {
            duringArm.get().run();
            opened.incrementAndGet();
            return Optional.of(new Counted());
        }

        @Override
        public Optional<PendingWaits> pendingWaits() {
            return Optional.of(
                    new PendingWaits() {
                        @Override
                        public Pending begin(WaitSet set, Deadline deadline, Ending ending) {
                            throw new AssertionError("no single wait");
                        }

                        @Override
                        public Optional<Arming> arm(WaitSet set) {
                            return KeepingBackend.this.arm(set);
                        }

                        @Override
                        public void close() {}
                    });
        }

        @Override
        public Waiter newWaiter() {
            throw new AssertionError("no single wait");
        }

        @Override
        public void close() {}

        private final class Counted implements Arming {
            @Override
            public int await(Deadline deadline) {
                return Outcome.TIMED_OUT;
            }

            @Override
            public int poll() {
                return Outcome.TIMED_OUT;
            }

            @Override
            public void rearm(int index) {}

            @Override
            public void added(int index) {}

            @Override
            public void disarm(int index, SurplusWakes undelivered) {}

            @Override
            public boolean isArmed(int index) {
                return true;
            }

            @Override
            public void alert() {}

            @Override
            public void close(SurplusWakes undelivered) {
                closed.incrementAndGet();
            }

            @Override
            public void abandon(SurplusWakes suspects) {
                closed.incrementAndGet();
            }
        }
    }
}
