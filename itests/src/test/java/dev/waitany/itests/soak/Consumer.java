/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

/** Waits again and again until it is told that the wakes are over; how many it has consumed. */
interface Consumer {
    long consume(Shutdown end) throws InterruptedException;
}
