/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import java.util.concurrent.locks.LockSupport;

/** Short pauses of a thread that looks again and again whether another one has got on. */
final class Pause {
    private Pause() {}

    /**
     * Parks for about this time, also if the thread is interrupted: parking returns at once while
     * the interrupt status is set, and the look would become a busy loop. The status is kept.
     */
    static void nanos(Object blocker, long nanos) {
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(blocker, nanos);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
