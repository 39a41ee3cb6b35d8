/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

/** A part of a soak with its own words. It runs on a separate thread. */
interface Lane {
    /** Returns the name that findings contain. */
    String name();

    /**
     * Works until the soak is over, then ends every wait. What it throws is a finding.
     *
     * @throws Exception if it cannot go on
     */
    void run(SoakContext soak) throws Exception;
}
