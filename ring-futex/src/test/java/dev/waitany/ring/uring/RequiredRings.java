/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.strategy.RingProbe;

/** What every test on a ring needs of the kernel. */
public final class RequiredRings {
    private RequiredRings() {}

    /** Leaves the test out, with the probe's reason, if rings cannot wait on futexes here. */
    public static void assume() {
        var support =
                RingProbe.probe(
                        "ring", "FUTEX_WAIT", LinuxUapi.IORING_OP_FUTEX_WAIT(), RingCalls.KERNEL);
        assumeTrue(support.available(), support.reason());
    }
}
