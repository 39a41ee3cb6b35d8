/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Guards;
import dev.waitany.ring.entries.EntryForm;
import dev.waitany.ring.entries.SingleEntries;
import dev.waitany.ring.entries.UserData;
import dev.waitany.ring.entries.VectoredEntries;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {
    @BeforeEach
    void needsRings() {
        RequiredRings.assume();
    }

    @Test
    void fullSubmissionQueueIsRefusedAndReserveMakesRoom() {
        try (Ring ring = Ring.open(2, RingMode.DEFERRED, RingCalls.KERNEL)) {
            ring.submissions().cancelEverything(UserData.CANCEL);
            ring.submissions().cancelEverything(UserData.CANCEL);
            assertThat(ring.submissions().isFull()).isTrue();
            assertThatThrownBy(() -> ring.submissions().cancelEverything(UserData.CANCEL))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("2 entries");
            ring.reserve();
            assertThat(ring.submissions().isFull()).isFalse();
            assertThat(ring.submissions().pending()).as("the kernel took both").isZero();
            ring.submissions().cancelEverything(UserData.CANCEL);
            ring.enter(3, 1_000_000_000L, Guards.NONE);
            assertThat(ring.completions().available()).isEqualTo(3);
        }
    }

    @Test
    void entriesOutOfRangeAreRefusedWithTheErrno() {
        assertThatThrownBy(() -> Ring.open(1 << 20, RingMode.DEFERRED, RingCalls.KERNEL))
                .isInstanceOfSatisfying(
                        RingRefusedException.class,
                        e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
        assertThatThrownBy(() -> Ring.open(0, RingMode.DEFERRED, RingCalls.KERNEL))
                .isInstanceOf(RingRefusedException.class);
    }

    @Test
    void closedRingIsInert() {
        Ring ring = Ring.open(4, RingMode.DEFERRED, RingCalls.KERNEL);
        ring.close();
        assertThatThrownBy(ring::hasCompletions).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ring.submissions().cancelEverything(UserData.CANCEL))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ring.enter(0, 0, Guards.NONE))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closedRingThatWasShutHoldsNoWords(boolean vectored) {
        try (Arena arena = Arena.ofConfined()) {
            WaitSet set = WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena));
            EntryForm form = vectored ? new VectoredEntries(arena) : new SingleEntries();
            Ring ring = Ring.open(4, RingMode.DEFERRED, RingCalls.KERNEL);
            form.submit(ring, set, 0);
            ring.submit();
            assertThat(Futex.waiters(set.word(0).segment(), false)).isOne();
            ring.closeShut();
            assertThat(Futex.waiters(set.word(0).segment(), false)).isZero();
            assertThat(Futex.waiters(set.word(1).segment(), false)).isZero();
        }
    }

    @Test
    void closingAgainDoesNotCloseTheDescriptorsNextOwner() {
        Ring ring = Ring.open(4, RingMode.DEFERRED, RingCalls.KERNEL);
        ring.close();
        try (Ring next = Ring.open(4, RingMode.DEFERRED, RingCalls.KERNEL)) {
            assertThat(next.fd()).isEqualTo(ring.fd());
            ring.close();
            next.submissions().cancelEverything(UserData.CANCEL);
            next.enter(1, Ring.FOREVER, Guards.NONE);
            assertThat(next.hasCompletions()).isTrue();
        }
    }

    @Test
    void foreignThreadIsRefusedByTheKernel() throws InterruptedException {
        try (Ring ring = Ring.open(4, RingMode.DEFERRED, RingCalls.KERNEL)) {
            Throwable[] refused = {new AssertionError("not refused")};
            Thread stranger =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        ring.submissions().cancelEverything(UserData.CANCEL);
                                        try {
                                            ring.enter(0, 0, Guards.NONE);
                                        } catch (IllegalStateException e) {
                                            refused[0] = e;
                                        }
                                    });
            stranger.join();
            assertThat(refused[0]).hasMessageContaining("EEXIST");
        }
    }
}
