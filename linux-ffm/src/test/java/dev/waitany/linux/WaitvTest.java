/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitvTest {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment words = arena.allocate(ValueLayout.JAVA_INT, 3);
    private final WaitvArray array = new WaitvArray(arena, 3);
    private final CallState state = CallState.allocate();

    @BeforeEach
    void prepare() {
        int answer = Futex.probeWaitv();
        assumeTrue(answer == -Errno.EINVAL, () -> "futex_waitv(2): " + Errno.name(answer));
        for (int i = 0; i < 3; i++) {
            array.word(i, words.address() + 4L * i, false);
            array.expect(i, 0);
        }
    }

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void anotherValueAnswersAgain() {
        array.expect(2, 1);
        assertThat(waitv(3, null, Clock.MONOTONIC)).isEqualTo(-Errno.EAGAIN);
    }

    @Test
    void negativeValuesAreNotSignExtended() {
        words.setAtIndex(ValueLayout.JAVA_INT, 1, -2);
        array.expect(1, -2);
        assertThat(waitv(3, passed(), Clock.MONOTONIC)).isEqualTo(-Errno.ETIMEDOUT);
    }

    @Test
    void passedDeadlinesTimeOutOnBothClocks() {
        assertThat(waitv(3, passed(), Clock.MONOTONIC)).isEqualTo(-Errno.ETIMEDOUT);
        assertThat(waitv(3, passed(), Clock.REALTIME)).isEqualTo(-Errno.ETIMEDOUT);
    }

    @Test
    void badArgumentsAnswerInvalidOrFault() {
        assertThat(waitv(0, null, Clock.MONOTONIC)).as("no words").isEqualTo(-Errno.EINVAL);
        assertThat(waitv(Futex.WAITV_MAX + 1, null, Clock.MONOTONIC))
                .as("too many words")
                .isEqualTo(-Errno.EINVAL);
        array.word(1, words.address() + 1, false);
        assertThat(waitv(3, null, Clock.MONOTONIC)).as("misaligned").isEqualTo(-Errno.EINVAL);
        array.word(1, 4096, false);
        assertThat(waitv(3, null, Clock.MONOTONIC)).as("unmapped").isEqualTo(-Errno.EFAULT);
    }

    @Test
    void wakeAnswersTheIndexAndTheArenaIsHeldMeanwhile() throws InterruptedException {
        int[] result = {-1};
        Thread waiter =
                Thread.ofPlatform().start(() -> result[0] = waitv(3, null, Clock.MONOTONIC));
        MemorySegment last = words.asSlice(8, 4);
        while (Futex.waiters(last, false) != 1) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(arena::close).isInstanceOf(IllegalStateException.class);
        assertThat(Futex.wake(last, 1, Futex.ANY_BIT, false)).isEqualTo(1);
        waiter.join();
        assertThat(result[0]).isEqualTo(2);
    }

    private Timespec passed() {
        return new Timespec(arena).set(1);
    }

    private int waitv(int count, @Nullable Timespec until, Clock clock) {
        return Futex.waitv(state, array.segment(), count, until, clock, Guards.of(words));
    }
}
