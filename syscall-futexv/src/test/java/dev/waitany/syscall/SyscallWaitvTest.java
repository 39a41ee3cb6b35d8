/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.spi.StrategyLimits;
import org.junit.jupiter.api.Test;

/** What the strategy tells about itself. */
class SyscallWaitvTest {
    private final SyscallWaitv strategy = new SyscallWaitv();

    @Test
    void probeFindsTheCallWhereTheKernelHasIt() {
        assumeTrue(Futex.probeWaitv() == -Errno.EINVAL, "needs futex_waitv(2)");
        assertThat(strategy.probe().available()).isTrue();
    }

    @Test
    void limitsAreThoseOfTheCall() {
        assertThat(strategy.limits()).contains(new StrategyLimits(Futex.WAITV_MAX, true));
        assertThat(strategy.rank()).isPositive();
    }

    @Test
    void openRefusesABadAlertSignal() {
        String property = "dev.waitany.alertSignal";
        String before = System.getProperty(property);
        System.setProperty(property, "abc");
        try {
            assertThatIllegalArgumentException().isThrownBy(strategy::open);
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }
}
