/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.Spin;
import dev.waitany.WaitAny;
import dev.waitany.tck.WaitAnyContract;
import java.time.Duration;

/** The contract holds too if every call on an armed set spins before it blocks. */
class SpinningContractTest extends WaitAnyContract {
    @Override
    protected WaitAny open() {
        return WaitAny.open(RingArmed.NAME, Spin.fixed(Duration.ofNanos(20_000)));
    }
}
