/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.linux.CallState;
import dev.waitany.linux.descriptor.DescriptorCalls;
import dev.waitany.linux.descriptor.EpollEvents;
import java.lang.foreign.MemorySegment;

/** The kernel's system calls. */
final class KernelEpollCalls implements EpollCalls {
    @Override
    public int epollCreate() {
        return DescriptorCalls.epollCreate();
    }

    @Override
    public int eventfd() {
        return DescriptorCalls.eventfd();
    }

    @Override
    public int control(int epoll, int operation, int descriptor, EpollEvents event) {
        return DescriptorCalls.epollControl(epoll, operation, descriptor, event);
    }

    @Override
    public int await(CallState state, int epoll, EpollEvents events, int millis) {
        return DescriptorCalls.epollWait(state, epoll, events, millis);
    }

    @Override
    public int write(int descriptor, MemorySegment bytes) {
        return DescriptorCalls.write(descriptor, bytes);
    }

    @Override
    public int close(int descriptor) {
        return DescriptorCalls.close(descriptor);
    }
}
