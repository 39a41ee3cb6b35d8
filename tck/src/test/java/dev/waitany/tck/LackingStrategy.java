/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.Support;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;

/** A strategy that no kernel supports. Found as a service. */
public final class LackingStrategy implements Strategy {
    static final String NAME = "lacking";
    static final String REASON = "lacking_call(2): ENOSYS";

    /** Called by {@link java.util.ServiceLoader}. */
    public LackingStrategy() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Support probe() {
        return Support.missing(NAME, REASON, "Nothing helps.");
    }

    @Override
    public Backend open() {
        throw new UnsupportedOperationException(NAME);
    }
}
