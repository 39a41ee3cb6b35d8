/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.faults;

import org.jspecify.annotations.Nullable;

/**
 * Runs an action at each of the last frames of a stack, so that the stack overflows at each place
 * within the action.
 *
 * <p>On a virtual thread, an action also fails that would fit but parks: to unmount the thread, the
 * JVM needs stack in proportion to its frames.
 */
final class StackEnd {
    private final Runnable action;
    private final int levels;
    private int overflows;
    private @Nullable Throwable failure;

    private StackEnd(int levels, Runnable action) {
        this.levels = levels;
        this.action = action;
    }

    /**
     * Fills the stack of a new thread, and runs the action at each of the last frames, the
     * innermost first. Returns when the thread has ended.
     *
     * @param levels the number of frames at which the action runs
     * @return how often the action has overflowed the stack
     * @throws AssertionError if the action has thrown anything else; it does not run again then
     */
    static int run(Thread.Builder threads, int levels, Runnable action)
            throws InterruptedException {
        StackEnd end = new StackEnd(levels, action);
        threads.start(end::descend).join();
        if (end.failure != null) {
            throw new AssertionError("at the end of the stack: " + end.failure, end.failure);
        }
        return end.overflows;
    }

    /** Returns the number of frames below the caller's. */
    @SuppressWarnings("InfiniteRecursion") // until the stack is full
    private int descend() {
        int below;
        try {
            below = descend();
        } catch (StackOverflowError full) {
            below = 0;
        }
        if (below < levels && failure == null) {
            try {
                action.run();
            } catch (StackOverflowError full) {
                overflows++;
            } catch (RuntimeException | Error unexpected) {
                failure = unexpected;
            }
        }
        return below + 1;
    }
}
