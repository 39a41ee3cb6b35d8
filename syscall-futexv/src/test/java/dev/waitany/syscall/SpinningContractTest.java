/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import dev.waitany.Spin;
import dev.waitany.WaitAny;
import dev.waitany.tck.WaitAnyContract;
import java.time.Duration;

/** The contract holds too if every wait spins before it blocks. */
class SpinningContractTest extends WaitAnyContract {
    @Override
    protected WaitAny open() {
        return WaitAny.open(SyscallWaitv.NAME, Spin.fixed(Duration.ofNanos(20_000)));
    }
}
