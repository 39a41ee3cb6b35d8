/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

/**
 * Says that the virtual thread on whose behalf a call blocks was interrupted. Set by that thread,
 * which then alerts the call; read by the platform thread that blocks, after each alert.
 */
final class InterruptFlag {
    /** The flag of a call that its own thread makes: its interrupt status is looked at instead. */
    static final InterruptFlag NEVER_SET = new InterruptFlag();

    private volatile boolean set;

    void set() {
        set = true;
    }

    boolean isSet() {
        return set;
    }
}
