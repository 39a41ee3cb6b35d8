/* SPDX-License-Identifier: Apache-2.0 */
package org.example.waitv;

import dev.waitany.WaitAny;
import dev.waitany.tck.WaitAnyContract;

/** All rules of WaitAny's contract. */
class WaitvContractTest extends WaitAnyContract {
    @Override
    protected WaitAny open() {
        return WaitAny.open(WaitvStrategy.NAME);
    }
}
