/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.linux.Errno;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.SurplusWakes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a wait tells of the reports of its helpers. */
class HelperReportsTest {
    private static final int WOKEN = 0;
    private static final int SIGNALLED = -Errno.EINTR;
    private static final int CHANGED = -Errno.EAGAIN;
    private static final int REFUSED = -Errno.EFAULT;
    private static final int UNKNOWN = HelperReports.UNKNOWN;
    private static final int NOT_WAITED = HelperReports.NOT_WAITED;

    private final HelperReports reports = new HelperReports(3);
    private final SurplusWakes surplus = new SurplusWakes();

    @BeforeEach
    void clear() {
        reports.clear();
    }

    @Test
    void noReportIsThereUntilTheFirstIsAdded() {
        assertThat(reports.any()).isFalse();
        assertThat(reports.has(1)).isFalse();
        report(1, NOT_WAITED);
        assertThat(reports.any()).isTrue();
        assertThat(reports.has(1)).isTrue();
        assertThat(reports.has(0)).isFalse();
        reports.clear();
        assertThat(reports.any()).isFalse();
        assertThat(reports.has(1)).isFalse();
    }

    @Test
    void anyWordCanBeTheWokenOne() {
        for (int word = 0; word < 3; word++) {
            reports.clear();
            report(word, WOKEN);
            assertThat(outcome()).isEqualTo(word);
            assertThat(surplus.count()).isZero();
        }
    }

    @Test
    void wordThatWasWokenFirstIsReportedAndTheOthersAreSurplus() {
        report(1, WOKEN);
        report(0, WOKEN);
        report(2, WOKEN);
        assertThat(outcome()).isOne();
        assertThat(listed()).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void firstOfSeveralChangedWordsIsReported() {
        for (int word = 2; word >= 0; word--) {
            report(word, CHANGED);
            assertThat(outcome()).isEqualTo(Outcome.changed(word));
        }
    }

    @Test
    void wakeComesBeforeAChangeAndARefusal() {
        report(0, CHANGED);
        report(1, REFUSED);
        report(2, WOKEN);
        assertThat(outcome()).isEqualTo(2);
    }

    @Test
    void refusedWordIsNamed() {
        for (int word = 0; word < 3; word++) {
            reports.clear();
            report(word, REFUSED);
            assertThatIllegalStateException()
                    .isThrownBy(this::outcome)
                    .withMessage("futex(2) on word " + word + ": EFAULT");
            assertThat(surplus.count()).isZero();
        }
    }

    @Test
    void callThatHasThrownMayHaveConsumedAWake() {
        OutOfMemoryError cause = new OutOfMemoryError("test");
        report(0, CHANGED);
        reports.add(1, UNKNOWN, cause);
        report(2, SIGNALLED);
        assertThatThrownBy(this::outcome)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("word 1")
                .hasCause(cause);
        assertThat(listed()).containsExactly(1);
    }

    @Test
    void wakeIsReportedWithAnUnknownOneAsSurplus() {
        report(0, UNKNOWN);
        report(1, WOKEN);
        assertThat(outcome()).isOne();
        assertThat(listed()).containsExactly(0);
    }

    @Test
    void waitWithoutAReasonEndsAsItsOwnerSays() {
        report(0, SIGNALLED);
        report(1, NOT_WAITED);
        assertThat(outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(surplus.count()).isZero();
    }

    @Test
    void everyWakeIsGivenBackOnce() {
        report(0, WOKEN);
        report(1, SIGNALLED);
        report(2, UNKNOWN);
        reports.outcome(surplus, Outcome.TIMED_OUT); // has noted one of them
        reports.giveBack(surplus);
        reports.giveBack(surplus);
        assertThat(listed()).containsExactlyInAnyOrder(0, 2);
    }

    private void report(int word, int report) {
        reports.add(word, report, null);
    }

    private int outcome() {
        return reports.outcome(surplus, Outcome.TIMED_OUT);
    }

    private int[] listed() {
        int[] listed = new int[surplus.count()];
        for (int i = 0; i < listed.length; i++) {
            listed[i] = surplus.get(i);
        }
        return listed;
    }
}
