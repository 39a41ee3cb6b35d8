/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.soak;

/** Waits repeatedly until the shutdown, and returns how many wakes it has consumed. */
interface Consumer {
    long consume(Shutdown end) throws InterruptedException;
}
