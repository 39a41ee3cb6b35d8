/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.emulation;

/** Blocks a thread to the end, whatever it is interrupted by. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** A step that blocks, and can be repeated. */
    interface Step {
        /** Blocks until the condition of the step holds. */
        void run() throws InterruptedException;
    }

    /**
     * Repeats the step until it has returned. An interrupt is kept for later. If memory lacks, the
     * step is repeated too: its caller has threads that it must not forget.
     */
    static void run(Step step) {
        boolean interrupted = false;
        while (true) {
            try {
                step.run();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (OutOfMemoryError repeated) {
                Thread.onSpinWait();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
