/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

import dev.waitany.Support;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Strategy;

/** {@code threads}: works on any Linux, costs a thread per word. */
public final class Threads implements Strategy {
    static final String NAME = "threads";

    /** As a service. */
    public Threads() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 100;
    }

    @Override
    public Support probe() {
        return Support.available(NAME, "futex(2) works everywhere");
    }

    @Override
    public Backend open() {
        return new ThreadsBackend();
    }
}
