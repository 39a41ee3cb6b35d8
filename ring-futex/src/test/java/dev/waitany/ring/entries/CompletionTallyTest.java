/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class CompletionTallyTest {
    private final EntryForm form = new SingleEntries();
    private final SurplusWakes surplus = new SurplusWakes();
    private final CompletionTally tally = new CompletionTally();
    private final WaitSet set =
            WaitSet.of(
                    FutexWord.allocate(Arena.ofAuto()),
                    FutexWord.allocate(Arena.ofAuto()),
                    FutexWord.allocate(Arena.ofAuto()));

    @Test
    void wokenWordIsReportedThoughAnotherEntryFailed() {
        tally.begin(3);
        tally.entry(form, set, 0, -Errno.EFAULT, surplus);
        tally.entry(form, set, 2, 0, surplus);
        tally.entry(form, set, 1, 0, surplus);
        assertThat(tally.outcome(form, set, surplus)).isEqualTo(2);
        assertThat(surplus.count()).isEqualTo(1);
        assertThat(surplus.get(0)).isEqualTo(1);
    }

    @Test
    void failureWithoutAWakeIsThrown() {
        tally.begin(2);
        tally.entry(form, set, 0, -Errno.ENOMEM, surplus);
        tally.entry(form, set, 1, -Errno.EAGAIN, surplus);
        assertThatThrownBy(() -> tally.outcome(form, set, surplus))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ENOMEM");
        assertThat(surplus.count()).isZero();
    }

    @Test
    void waitThatIsGivenUpHasAllItsWakesInTheSurplus() {
        tally.begin(3);
        tally.entry(form, set, 1, 0, surplus);
        tally.entry(form, set, 0, 0, surplus);
        tally.giveUp(form, set, surplus);
        assertThat(surplus.count()).isEqualTo(2);
    }
}
