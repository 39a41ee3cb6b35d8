/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.linux.CallState;
import dev.waitany.linux.descriptor.EpollEvents;
import java.lang.foreign.MemorySegment;

/**
 * The system calls of a {@link DescriptorWatcher}: a seam at which tests refuse them. Each returns
 * the call's result or the negated errno.
 */
interface EpollCalls {
    /** The calls of the kernel. */
    EpollCalls KERNEL = new KernelEpollCalls();

    int epollCreate();

    int eventfd();

    int control(int epoll, int operation, int descriptor, EpollEvents event);

    int await(CallState state, int epoll, EpollEvents events, int millis);

    int write(int descriptor, MemorySegment bytes);

    int close(int descriptor);
}
