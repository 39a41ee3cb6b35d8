/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The descriptors that the library makes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnDescriptorsTest {
    @Test
    void eventfdCountsUntilItIsTaken() {
        try (EventFd counter = new EventFd()) {
            assertThat(counter.take()).isZero();
            counter.add(2);
            counter.add(3);
            assertThat(counter.take()).isEqualTo(5);
            assertThat(counter.take()).isZero();
            assertThatIllegalArgumentException().isThrownBy(() -> counter.add(-1));
            counter.add(Long.MAX_VALUE);
            counter.add(Long.MAX_VALUE);
            assertThatIllegalStateException()
                    .isThrownBy(() -> counter.add(1))
                    .withMessageContaining("EAGAIN");
        }
    }

    @Test
    void timerExpiresOnceOrAgainAndAgain() {
        try (TimerFd timer = new TimerFd()) {
            assertThat(timer.take()).isZero();
            timer.setEvery(Duration.ofNanos(100_000));
            long expired = 0;
            while (expired < 3) {
                expired += timer.take();
            }
            timer.setAfter(Duration.ofMillis(1));
            long once;
            do {
                once = timer.take();
            } while (once == 0);
            assertThat(once).isEqualTo(1);
            timer.setAfter(Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(timer.take()).isZero();
            assertThatIllegalArgumentException().isThrownBy(() -> timer.setEvery(Duration.ZERO));
        }
    }

    @Test
    void processThatDoesNotExistHasNoDescriptor() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PidFd.of(Integer.MAX_VALUE))
                .withMessageContaining("pidfd_open(2) of process 2147483647: ESRCH");
    }

    @Test
    void closedOnesRefuseUse() {
        EventFd counter = new EventFd();
        counter.close();
        counter.close();
        assertThatIllegalStateException()
                .isThrownBy(counter::take)
                .withMessageContaining("is closed");
        assertThatIllegalStateException().isThrownBy(counter::descriptor);
    }

    @Test
    void eventsHaveNames() {
        assertThat(PollEvents.describe(PollEvents.READ | PollEvents.HANGUP))
                .isEqualTo("READ|HANGUP");
        assertThat(PollEvents.describe(PollEvents.INVALID | PollEvents.PEER_CLOSED | 0x4000))
                .isEqualTo("INVALID|PEER_CLOSED|0x4000");
        assertThat(PollEvents.describe(0)).isEqualTo("0x0");
    }
}
