/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.WaitAny;
import dev.waitany.tck.WaitAnyContract;

class RingWaitvContractTest extends WaitAnyContract {
    @Override
    protected WaitAny open() {
        return WaitAny.open(RingWaitv.NAME);
    }
}
