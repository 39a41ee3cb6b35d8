/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.syscall;

import dev.waitany.WaitAny;
import dev.waitany.tck.WaitAnyContract;

class SyscallWaitvContractTest extends WaitAnyContract {
    @Override
    protected WaitAny open() {
        return WaitAny.open(SyscallWaitv.NAME);
    }
}
