/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.strategy;

import dev.waitany.WaitAny;
import dev.waitany.tck.WaitAnyContract;

class RingArmedContractTest extends WaitAnyContract {
    @Override
    protected WaitAny open() {
        return WaitAny.open(RingArmed.NAME);
    }
}
