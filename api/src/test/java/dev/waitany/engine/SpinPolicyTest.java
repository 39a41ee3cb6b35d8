/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Spin;
import dev.waitany.spinning.CpuAllowance;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpinPolicyTest {
    @Test
    void adaptiveIsOffOnOneCpuAndFixedIsNot() {
        CpuAllowance one = new CpuAllowance(1, "the process may run on one CPU only");
        SpinPolicy adaptive = new SpinPolicy(Spin.adaptive(), one);
        assertThat(adaptive.usual()).isEqualTo(Spin.none());
        assertThat(adaptive.explained())
                .isEqualTo("none, because the process may run on one CPU only");
        Spin fixed = Spin.fixed(Duration.ofNanos(7));
        assertThat(new SpinPolicy(fixed, one).usual()).isEqualTo(fixed);
    }

    @Test
    void policyIsExplained() {
        CpuAllowance two = new CpuAllowance(2, "");
        assertThat(new SpinPolicy(Spin.adaptive(), two).explained())
                .isEqualTo("adaptive, with 2 CPUs");
        assertThat(new SpinPolicy(Spin.none(), two).explained()).isEqualTo("none, as asked for");
        assertThat(new SpinPolicy(Spin.fixed(Duration.ofNanos(7)), two).explained())
                .isEqualTo("fixed 7 ns, as asked for");
    }
}
