/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.WaitAny;
import dev.waitany.tck.WaitAnyContract;

class ThreadsContractTest extends WaitAnyContract {
    @Override
    protected WaitAny open() {
        return WaitAny.open(Threads.NAME);
    }
}
