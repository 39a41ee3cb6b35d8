/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spinning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waitany.Deadline;
import dev.waitany.Spin;
import dev.waitany.spi.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a spin, with a clock that advances by 100 ns with each look. */
class SpinLoopTest {
    private static final int STEP = 100;
    private static final int HOUR = 36_000_000; // looks

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000); // it overflows
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private final SpinLoop loop = new SpinLoop(clock::get, ended::get);

    @AfterEach
    void clearStatus() {
        Thread.interrupted();
    }

    @Test
    void readyWordEndsIt() {
        assertThat(run(25, Outcome.changed(3))).isEqualTo(Outcome.changed(3));
        assertThat(looks).hasValue(25);
        assertThat(loop.took()).isEqualTo(25 * STEP);
    }

    @Test
    void wokenWordEndsIt() {
        assertThat(run(1, 0)).isZero();
    }

    @Test
    void budgetEndsItWithinEightLooks() {
        assertThat(loop.run(ready(HOUR, 0), 5_000, Deadline.never())).isEqualTo(SpinLoop.IN_VAIN);
        assertThat(loop.took()).isBetween(5_000L, 5_000L + 8 * STEP);
    }

    @Test
    void interruptEndsItWithinEightLooksAndStaysPending() {
        Thread.currentThread().interrupt();
        assertThat(run(HOUR, 0)).isEqualTo(Outcome.ALERTED);
        assertThat(looks).hasValueLessThanOrEqualTo(8);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingEndsItWithinEightLooks() {
        ended.set(true);
        assertThat(run(HOUR, 0)).isEqualTo(Outcome.ALERTED);
        assertThat(looks).hasValueLessThanOrEqualTo(8);
    }

    @Test
    void readyWordGoesBeforeAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThat(run(1, 5)).isEqualTo(5);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void deadlineEndsItAndNeverTooEarly() {
        Deadline deadline = Deadline.after(Duration.ofMillis(2));
        int outcome = loop.run(() -> Outcome.TIMED_OUT, Long.MAX_VALUE, deadline);
        assertThat(outcome).isEqualTo(Outcome.TIMED_OUT);
        assertThat(deadline.hasPassed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"none, none", "adaptive, adaptive", "5us, fixed 5000 ns", "0us, none"})
    void settingIsParsed(String value, String meaning) {
        assertThat(SpinSetting.parsed(value)).hasToString(meaning);
        assertThat(SpinSetting.parsed(null)).isEqualTo(Spin.adaptive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "us", "-5us", "five", "12345678901ms"})
    void badSettingIsRefusedWithItsValue(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpinSetting.parsed(value))
                .withMessage(
                        "-Ddev.waitany.spin=%s: must be none, adaptive, or a time such as 5us",
                        value);
    }

    private int run(int after, int outcome) {
        return loop.run(ready(after, outcome), (long) HOUR * STEP, Deadline.never());
    }

    /** A word that is ready at a look. */
    private SpinLoop.Look ready(int after, int outcome) {
        return () -> {
            clock.addAndGet(STEP);
            return looks.incrementAndGet() >= after ? outcome : Outcome.TIMED_OUT;
        };
    }
}
