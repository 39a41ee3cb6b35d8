/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/** Runs an action near the end of a stack. */
final class FullStack {
    private static final long SIZE = 256 << 10; // bytes

    private final int level;
    private final Runnable action;

    private FullStack(int level, Runnable action) {
        this.level = level;
        this.action = action;
    }

    /**
     * Runs an action in a thread whose stack is full but for some frames. Returns when the thread
     * has ended. If the action overflows the stack, that is ignored.
     *
     * @param level the number of small frames that are free
     */
    static void run(int level, Runnable action) throws InterruptedException {
        FullStack full = new FullStack(level, action);
        Thread thread = new Thread(null, full::descend, "full stack", SIZE);
        thread.start();
        thread.join();
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
        if (below == level) {
            try {
                action.run();
            } catch (StackOverflowError expected) {
                // at some place within the action
            }
        }
        return below + 1;
    }
}
