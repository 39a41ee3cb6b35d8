/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.WaitAny;

/** A {@link WaitAny} that is closed under its waits and opened again. */
final class ReopenedWaitAny implements AutoCloseable {
    private final String name;
    private final SoakContext soak;
    private volatile WaitAny current;

    ReopenedWaitAny(String name, SoakContext soak) {
        this.name = name;
        this.soak = soak;
        this.current = soak.open(name);
    }

    String name() {
        return name;
    }

    /** Returns the one that is open; it may be closed at any moment. */
    WaitAny current() {
        return current;
    }

    /** Closes the one that is open, and replaces it first. */
    void reopen() {
        WaitAny old = current;
        current = soak.open(name);
        old.close();
    }

    @Override
    public void close() {
        current.close();
    }
}
