/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a wait reports for what its helpers have met, the first word included. */
class HelperWaitOutcomeTest {
    private final Arena arena = Arena.ofShared();
    private final HelperPool pool = new HelperPool();
    private final SurplusWakes surplus = new SurplusWakes();
    private final HelperWait wait =
            new HelperWait(
                    WaitSet.of(FutexWord.allocate(arena), FutexWord.allocate(arena)),
                    new EventCount());

    @AfterEach
    void close() {
        pool.close();
        arena.close();
    }

    @Test
    void firstWordCanBeTheWokenOne() {
        assertThat(outcomeOf(0, -Errno.EINTR)).isZero();
        assertThat(surplus.count()).isZero();
    }

    @Test
    void firstWordCanBeTheChangedOne() {
        assertThat(outcomeOf(-Errno.EAGAIN, -Errno.EINTR)).isEqualTo(Outcome.changed(0));
    }

    @Test
    void firstWordCanBeTheRefusedOne() {
        assertThatIllegalStateException()
                .isThrownBy(() -> outcomeOf(-Errno.EFAULT, -Errno.EINTR))
                .withMessageContaining("word 0");
    }

    @Test
    void wakeOfTheFirstWordComesBeforeARefusal() {
        assertThat(outcomeOf(0, -Errno.EFAULT)).isZero();
    }

    @Test
    void waitWithoutAReasonEndsAsItsOwnerSays() {
        assertThat(outcomeOf(-Errno.EINTR, -Errno.EINTR)).isEqualTo(Outcome.TIMED_OUT);
    }

    private int outcomeOf(int first, int second) {
        wait.begin(pool, CallState.allocate());
        wait.end(pool);
        wait.report(0, first);
        wait.report(1, second);
        return wait.outcome(surplus, Outcome.TIMED_OUT);
    }
}
