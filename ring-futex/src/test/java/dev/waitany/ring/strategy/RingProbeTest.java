/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Support;
import dev.waitany.linux.Errno;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.uring.Fault;
import dev.waitany.ring.uring.FaultyCalls;
import dev.waitany.ring.uring.Leftovers;
import dev.waitany.ring.uring.RingCalls;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A probe waits, is woken and cancels: a kernel that refuses one of its calls is found out. */
class RingProbeTest {
    private static final int MOST_CALLS = 50;

    @BeforeEach
    void needsRings() {
        Support support = probe(false, RingCalls.KERNEL);
        assumeTrue(support.available(), support.reason());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void kernelThatRefusesToBeEnteredIsFoundOut(boolean vectored) {
        for (Fault fault : List.of(refusal(Errno.EPERM), refusal(Errno.ENOSYS))) {
            int found = 0;
            boolean hit = true;
            for (int call = 0; hit; call++) {
                assertThat(call).isLessThan(MOST_CALLS);
                FaultyCalls calls = new FaultyCalls(call, fault, Fault.PERSISTENT);
                Support support = probe(vectored, calls);
                hit = calls.isHit();
                assertThat(support.available()).as("%s: %s", calls, support).isEqualTo(!hit);
                found += support.reason().startsWith("io_uring_enter(2)") ? 1 : 0;
                assertThat(support.remedy().isEmpty()).isEqualTo(support.available());
            }
            assertThat(found).as("enters that were refused").isGreaterThanOrEqualTo(3);
        }
        assertThat(Leftovers.of("none")).isEmpty();
    }

    private static Fault refusal(int errno) {
        return new Fault(errno, null, false);
    }

    private static Support probe(boolean vectored, RingCalls calls) {
        return RingProbe.probe(
                "ring",
                "FUTEX_WAIT",
                vectored ? LinuxUapi.IORING_OP_FUTEX_WAITV() : LinuxUapi.IORING_OP_FUTEX_WAIT(),
                calls);
    }
}
