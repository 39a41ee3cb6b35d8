/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.access.ApiAccess;
import dev.waitany.spi.Backend;

/** The members of this package that other packages of the module may use. */
@SuppressWarnings("unused") // ApiAccess looks it up
final class GrantedAccess implements ApiAccess {
    @Override
    public WaitAny open(String name, Backend backend) {
        return new WaitAny(name, backend);
    }

    @Override
    public int generation(WaitSet set) {
        return set.generation();
    }

    @Override
    public void refuseConfined(WaitSet set) {
        set.refuseConfined();
    }
}
