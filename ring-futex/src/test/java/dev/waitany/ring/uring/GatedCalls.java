/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Guards;

/** The kernel, with an action of the test before each enter that may block. Thread-safe. */
public final class GatedCalls implements KernelCalls {
    private volatile Runnable before = () -> {};

    /** Runs an action from now on, on the entering thread, before it enters. */
    public void beforeEnter(Runnable action) {
        before = action;
    }

    @Override
    public int enter(
            CallState state,
            int fd,
            int submit,
            int complete,
            int flags,
            long argument,
            long bytes,
            Guards held) {
        before.run();
        return KERNEL.enter(state, fd, submit, complete, flags, argument, bytes, held);
    }
}
