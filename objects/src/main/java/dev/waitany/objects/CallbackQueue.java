/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.AlertPort;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The callbacks that wait for one thread. Any thread adds; the owner runs them, in order, in an
 * alertable call.
 *
 * <p>The port is lowered before the queue is read, and raised after a callback is added. So a
 * callback that a run does not see leaves the port raised.
 */
final class CallbackQueue {
    final AlertPort port = new AlertPort();
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    void add(Runnable callback) {
        waiting.add(callback);
        port.raise();
    }

    /** Drops a callback that has not run. */
    void remove(Runnable callback) {
        waiting.remove(callback);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Runs what is queued, also what callbacks queue meanwhile. If one throws, the others stay
     * queued.
     *
     * @return whether any ran
     */
    boolean run() {
        boolean ran = false;
        port.lower();
        Runnable next;
        while ((next = waiting.poll()) != null) {
            ran = true;
            try {
                next.run();
            } catch (Throwable thrown) {
                if (!waiting.isEmpty()) {
                    port.raise();
                }
                throw thrown;
            }
        }
        return ran;
    }
}
